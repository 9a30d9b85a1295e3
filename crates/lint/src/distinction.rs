//! Whether two messages can be told apart by whoever receives them.

use tidings_decide::Writers;
use tidings_model::contract::{Binding, Message, Payload};
use tidings_schema::{Literal, SchemaGraph, SchemaId, ValidateOptions, validate_literal};

use crate::emission::{meant, shared_tags, shared_value};
use crate::encoding::Encoding;

/// What both of two messages can be.
pub(crate) struct Confusion {
    /// The payload of both.
    pub(crate) payload: Literal,
    /// The headers of both, where either has any.
    pub(crate) headers: Option<Literal>,
}

/// What shows that `one` and `other` cannot be told apart; `None` where they can, or nothing is known.
///
/// A message is what a writer of `writers` emits, which were made for `schemas`, so a name that one requires and the other does not
/// declare tells them apart, as a constant does, a content type, or a field of a binding.
pub(crate) fn confusion(
    schemas: &SchemaGraph,
    writers: &mut Writers<'_>,
    one: &Message,
    other: &Message,
) -> Option<Confusion> {
    if content_types_differ(one, other) || bindings_differ(&one.bindings, &other.bindings) {
        return None;
    }
    let [Some(Payload::Schema(first)), Some(Payload::Schema(second))] =
        [&one.payload, &other.payload]
    else {
        return None;
    };
    // Where a message says nothing of its payload, nothing can be said about it.
    if schemas.is_unconstrained(*first) || schemas.is_unconstrained(*second) {
        return None;
    }
    let headers = shared_headers(
        schemas,
        writers,
        one.headers.as_ref(),
        other.headers.as_ref(),
    )?;
    let payload = common(schemas, writers, *first, *second)?;
    Some(Confusion { payload, headers })
}

/// A value that writers of both schemas emit.
///
/// It has every tag that both declare, because a writer sends them whether they are required or not.
fn common(
    schemas: &SchemaGraph,
    writers: &mut Writers<'_>,
    first: SchemaId,
    second: SchemaId,
) -> Option<Literal> {
    let tags = shared_tags(schemas, first, second);
    let emitted = meant(schemas, writers, first, tags);
    let other = meant(schemas, writers, second, Vec::new());
    shared_value(writers, emitted, other)
}

/// Headers that both messages can have, `Some(None)` where neither declares any; `None` where headers tell them apart.
fn shared_headers(
    schemas: &SchemaGraph,
    writers: &mut Writers<'_>,
    one: Option<&Payload>,
    other: Option<&Payload>,
) -> Option<Option<Literal>> {
    match (one, other) {
        (None, None) => Some(None),
        (Some(Payload::Schema(one)), Some(Payload::Schema(other))) => {
            common(schemas, writers, *one, *other).map(Some)
        }
        // A message that declares no headers is sent without any.
        (Some(Payload::Schema(schema)), None) | (None, Some(Payload::Schema(schema))) => {
            accepts(schemas, *schema, &no_headers()).then_some(Some(no_headers()))
        }
        _ => None,
    }
}

/// The headers of a message that has none.
pub(crate) fn no_headers() -> Literal {
    Literal::Object(Vec::new())
}

fn accepts(graph: &SchemaGraph, schema: SchemaId, value: &Literal) -> bool {
    validate_literal(graph, schema, value, &ValidateOptions::default()).is_empty()
}

/// Whether the messages have different content types, or one of them has one and it is not known whether the other has that.
///
/// A message without one has the `defaultContentType` of the document, so what has none here has none at all.
fn content_types_differ(one: &Message, other: &Message) -> bool {
    let normal = |content_type: &str| -> Vec<String> {
        let parts = content_type
            .split(';')
            .map(|part| part.trim().to_ascii_lowercase());
        let mut parts: Vec<String> = parts.filter(|part| !part.starts_with("charset=")).collect();
        if let Some(parameters) = parts.get_mut(1..) {
            parameters.sort();
        }
        parts
    };
    match (&one.content_type, &other.content_type) {
        (Some(one), Some(other)) => normal(one) != normal(other),
        (None, None) => false,
        // Nothing is said, and payloads are described as JSON.
        (Some(stated), None) | (None, Some(stated)) => Encoding::of(stated) != Some(Encoding::Json),
    }
}

/// Whether a field of a binding, such as the status of HTTP or the message type of AMQP, has one value in one message and
/// another one in the other.
fn bindings_differ(one: &[Binding], other: &[Binding]) -> bool {
    one.iter().any(|binding| {
        let mut same_protocol = other
            .iter()
            .filter(|other| other.protocol == binding.protocol);
        same_protocol.any(|other| fields_differ(&binding.value, &other.value))
    })
}

fn fields_differ(one: &Literal, other: &Literal) -> bool {
    let Literal::Object(fields) = one else {
        return false;
    };
    let mut told = fields.iter().filter(|(name, _)| name != "bindingVersion");
    told.any(|(name, value)| {
        let is_scalar = !matches!(value, Literal::Array(_) | Literal::Object(_));
        is_scalar && other.get(name).is_some_and(|other| other != value)
    })
}
