//! A payload allows other values, in a way that no other check explains.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// The payload or the headers of a message allow values that they did not, or no longer allow some that they did.
    ///
    /// ## Why it matters
    ///
    /// The message that shows it is part of the change; several keywords together bring it about, or a schema in a
    /// language other than JSON Schema.
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
    ///               - { name: id, type: long }
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
    ///           schemaFormat: application/vnd.apache.avro;version=1.9.0
    ///           schema:
    ///             type: record
    ///             name: Placed
    ///             fields:
    ///               - { name: id, type: string }
    ///               - { name: number, type: long, default: 0 }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "payload-changed", "K085", Error,
    "a payload allows other values",
    advice: "declare what is new beside what was, use both, and remove the old one when nobody uses it",
    Find::Schema(explain)
}

/// What breaks and is not explained is found while schemas are compared; here is only what is not told one by one.
fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::More => Told::new("it differs in more than is told here"),
        _ => None,
    }
}
