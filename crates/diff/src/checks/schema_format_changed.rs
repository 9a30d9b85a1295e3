//! A payload is described in another language.

use tidings_model::contract::{Message, Payload};

use super::{Find, Found, Versions, check};
use crate::{Answers, Part};

check! {
    /// The payload or the headers of a message are described in another schema language, or in another version of it.
    ///
    /// Versions of one language that read the same schema the same way are told as an annotation.
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
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is, concern) in versions.messages() {
        for (part, old, new) in parts(was, is) {
            let (Some(old), Some(new)) = (old, new) else {
                continue;
            };
            let (from, to) = (language(old), language(new));
            let format = |payload: &Payload| {
                payload
                    .in_another_language()
                    .map(|(format, _)| format.to_owned())
            };
            if from == to && format(old) == format(new) {
                continue;
            }
            let told = |payload| format(payload).unwrap_or_else(|| "a JSON Schema".to_owned());
            let message = format!(
                "the {} of `{}` was described in {} and is in {}",
                part.name(),
                is.key,
                told(old),
                told(new)
            );
            let found = match from == to {
                true => Found::annotation(&is.element, message),
                false => Found::new(concern, Answers::EXCHANGED, &is.element, message),
            };
            let found = found.with_detail(part.name()).in_base(&was.origin.location);
            changes.push(found.in_revision(&is.origin.location));
        }
    }
    changes
}

/// The payload and the headers of both.
pub(super) fn parts<'m>(
    was: &'m Message,
    is: &'m Message,
) -> [(Part, Option<&'m Payload>, Option<&'m Payload>); 2] {
    [
        (Part::Payload, was.payload.as_ref(), is.payload.as_ref()),
        (Part::Headers, was.headers.as_ref(), is.headers.as_ref()),
    ]
}

/// The language in which a payload is described.
fn language(payload: &Payload) -> &str {
    match payload {
        Payload::Schema(_) => "JSON Schema",
        Payload::Avro { .. } => "Avro",
        Payload::Protobuf { .. } => "Protocol Buffers",
        Payload::Opaque { format, .. } => format,
    }
}
