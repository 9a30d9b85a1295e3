//! Unknown properties are accepted.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// An object that refused unknown properties accepts them.
    ///
    /// ## Why it matters
    ///
    /// Under the reading `strict` a sender may write anything there, which old receivers refuse.
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
    ///           additionalProperties: false
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
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// What must not be such an object may be fewer of others.
    ///
    /// ```yaml base received
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           type: object
    ///           properties: { id: { type: string }, note: { type: string }, other: { type: string } }
    ///           not: { required: [id], properties: { id: {}, note: {} }, additionalProperties: false }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision received
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           type: object
    ///           properties: { id: { type: string }, note: { type: string }, other: { type: string } }
    ///           not: { required: [id], properties: { id: {}, note: {} } }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead received
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           type: object
    ///           properties: { id: { type: string }, note: { type: string }, other: { type: string } }
    ///           not: { required: [id], properties: { id: {}, note: {} }, additionalProperties: false }
    ///           description: Soon without an id.
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// Receivers that know only the base refuse what it did not allow.
    ///
    /// ```yaml base sent
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           type: object
    ///           properties: { id: { type: string }, note: { type: string }, other: { type: string } }
    ///           allOf:
    ///             - { properties: { id: {}, note: {} }, additionalProperties: false }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision sent
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           type: object
    ///           properties: { id: { type: string }, note: { type: string }, other: { type: string } }
    ///           allOf:
    ///             - { properties: { id: {}, note: {} } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead sent
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed:
    ///         payload:
    ///           type: object
    ///           properties: { id: { type: string }, note: { type: string }, other: { type: string } }
    ///           allOf:
    ///             - { properties: { id: {}, note: {} }, additionalProperties: false, description: Soon others too. }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "object-opened", "K081", Info,
    "unknown properties are accepted",
    forward: "update the receivers before unknown properties are sent",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Opened => Told::new("unknown properties are accepted now"),
        _ => None,
    }
}
