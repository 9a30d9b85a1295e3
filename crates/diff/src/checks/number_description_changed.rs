//! A number is described otherwise, and nothing else of it changed.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// The `description` of a number changed.
    ///
    /// ## Why it matters
    ///
    /// A number does not say what it counts: when cents become euros, or seconds milliseconds, no schema shows it and no
    /// message is refused.
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
    ///             total: { type: number, description: In euros. }
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
    ///             total: { type: number, description: In cents. }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "number-description-changed", "K061", Info,
    "a number is described otherwise",
    advice: "give a number with another unit another name",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::NumberDescribed { from, to } => Told::new(format!(
            "the description of the number was \"{from}\" and is \"{to}\": check its unit"
        )),
        _ => None,
    }
}
