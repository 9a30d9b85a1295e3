//! No value fits a payload.

use super::{Find, check};

check! {
    /// The schema of a payload or of headers contradicts itself in one version, so that no message fits it.
    ///
    /// ## Why it matters
    ///
    /// Whoever reads by that version refuses every message, and whoever writes by it has nothing to write.
    /// Most often a property has to be there that is not declared, in an object that accepts no other ones.
    /// What else differs decides about no message, so it is told for people only.
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
    ///           additionalProperties: false
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
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
    ///           additionalProperties: false
    ///           required: [id, total]
    ///           properties:
    ///             id: { type: string }
    ///             totl: { type: number }
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
    ///           additionalProperties: false
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///             total: { type: number }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    "payload-impossible", "K087", Error,
    "no message fits a payload",
    advice: "mend the schema until a message fits it; where none fitted before, let whoever receives follow before anything is sent",
    Find::Elsewhere
}
