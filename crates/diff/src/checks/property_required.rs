//! A property must be there.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// A property that could be left out must be there.
    /// A property that is new and must be there is one change, which is called so and weighs what `property-added` does, if that
    /// is more.
    ///
    /// ## Why it matters
    ///
    /// Messages without it, which were fine, are refused.
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
    ///           required: [id, note]
    ///           properties:
    ///             id: { type: string }
    ///             note: { type: string }
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
    ///             note: { type: string, description: An order without one has no remark. }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// What must not have a property may have it without another one.
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
    ///           properties: { id: { type: string }, note: { type: string } }
    ///           not: { required: [id] }
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
    ///           properties: { id: { type: string }, note: { type: string } }
    ///           not: { required: [id, note] }
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
    ///           properties: { id: { type: string }, note: { type: string } }
    ///           not: { required: [id] }
    ///           description: Soon with an id.
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "property-required", "K073", Error,
    "a property must be there",
    backward: "leave the property optional and say what its absence means; require it when every sender writes it",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Required(name) => Told::new(format!("property `{name}` must be there now")),
        _ => None,
    }
}
