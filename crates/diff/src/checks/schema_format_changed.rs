//! A payload is described in another language.

use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_schema::Dialect;

use super::schema_places::schema_places;
use super::{Find, Found, Told, Versions, check};
use crate::Answers;
use crate::facts::Facts;
use crate::schema::{Difference, Kind};

check! {
    /// The payload or the headers of a message are described in another schema language, or in another version of it.
    ///
    /// Another version of one language is told as an annotation, also of a schema that stands inside others: what the
    /// version makes of the schema is a change of its own.
    ///
    /// ## Why it matters
    ///
    /// Avro, Protocol Buffers and JSON put different bytes on the wire.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           schemaFormat: application/vnd.apache.avro;version=1.9.0
    ///           schema:
    ///             type: record
    ///             name: Placed
    ///             fields:
    ///               - { name: id, type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///   compact:
    ///     address: orders.avro
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           schemaFormat: application/vnd.apache.avro;version=1.9.0
    ///           schema:
    ///             type: record
    ///             name: Placed
    ///             fields:
    ///               - { name: id, type: string }
    /// operations:
    ///   sendCompact: { action: send, channel: { $ref: '#/channels/compact' } }
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "schema-format-changed", "K033", Error,
    "a payload is described in another language",
    advice: "describe the message in the other language as a message of its own, on a channel of its own",
    Find::Both(find, explain)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let format = |payload: &Payload| {
        payload
            .in_another_language()
            .map(|(format, _)| format.to_owned())
    };
    let read_as = |contract: &Contract, payload: &Payload| match payload {
        Payload::Schema(schema) => match contract.schemas.get(*schema).dialect {
            // AsyncAPI's own schemas are read as that draft.
            Dialect::AsyncApi => Dialect::Draft7.described().to_owned(),
            dialect => dialect.described().to_owned(),
        },
        _ => format(payload).unwrap_or_default(),
    };
    let told = |contract: &Contract, payload: &Payload| match payload {
        Payload::Schema(schema) => contract.schemas.get(*schema).dialect.described().to_owned(),
        _ => format!("`{}`", format(payload).unwrap_or_default()),
    };
    let mut changes = Vec::new();
    for place in schema_places(versions) {
        // What two versions of JSON Schema read, each place says.
        if let (Payload::Schema(_), Payload::Schema(_)) = (place.was, place.is) {
            continue;
        }
        let (from, to) = (language(place.was), language(place.is));
        let (was, is) = (
            read_as(versions.base, place.was),
            read_as(versions.revision, place.is),
        );
        if from == to && was == is {
            continue;
        }
        let message = format!(
            "{} was described in {} and is in {}",
            place.called,
            told(versions.base, place.was),
            told(versions.revision, place.is)
        );
        let facts = Facts::new(was, is);
        let found = match from == to {
            true => Found::annotation(place.element, facts, message),
            false => Found::new(
                place.concern,
                Answers::EXCHANGED,
                place.element,
                facts,
                message,
            ),
        };
        let found = found.with_detail(place.name.as_str());
        let [was, is] = place.stated;
        changes.push(found.in_base(was).in_revision(is));
    }
    changes
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Language { from, to } => {
            Told::new(format!("it was described in {from} and is in {to}"))
        }
        _ => None,
    }
}

/// The language in which a payload is described.
pub(super) fn language(payload: &Payload) -> &str {
    match payload {
        Payload::Schema(_) => "JSON Schema",
        Payload::Avro { .. } => "Avro",
        Payload::Protobuf { .. } => "Protocol Buffers",
        // What cannot be read is still written in a language.
        Payload::Opaque { format, .. } => match format.split([';', '+']).next() {
            Some("application/vnd.apache.avro") => "Avro",
            Some("application/vnd.google.protobuf") => "Protocol Buffers",
            _ => format,
        },
    }
}
