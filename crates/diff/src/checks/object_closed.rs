//! Unknown properties are refused.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};
use crate::{Answer, Answers};

check! {
    /// An object that accepted unknown properties refuses them.
    ///
    /// ## Why it matters
    ///
    /// Senders that write more than the contract says are refused, and no property can be added later without breaking
    /// receivers.
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
    ///             note: { type: string }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
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
    ///             note: { type: string }
    ///           additionalProperties: false
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
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
    ///             note: { type: string }
    ///             remark: { type: string }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// What must not be such an object may be more of others.
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
    ///           not: { required: [id], properties: { id: {}, note: {} } }
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
    ///           not: { required: [id], properties: { id: {}, note: {} }, additionalProperties: false }
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
    ///           not: { required: [id], properties: { id: {}, note: {} } }
    ///           description: Soon with an id beside others.
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "object-closed", "K080", Warning,
    "unknown properties are refused",
    backward: "leave the object open; what is not known can be ignored",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    let taken = Answers {
        backward: Answer::Risky,
        forward: Answer::Yes,
    };
    match &difference.kind {
        Kind::Closed => Told::taking(taken, "unknown properties are refused now"),
        _ => None,
    }
}
