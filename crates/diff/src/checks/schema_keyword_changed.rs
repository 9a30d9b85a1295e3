//! A keyword that applies schemas came or went.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};
use crate::{Answer, Answers};

check! {
    /// A keyword that applies further schemas (`items`, `not`, `if`, `patternProperties`, …) is new or is gone.
    ///
    /// ## Why it matters
    ///
    /// What it means for messages is decided by comparing what both schemas allow.
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
    ///             lines: { type: array }
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
    ///             lines: { type: array, items: { type: string } }
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
    ///             lines: { type: array, description: Texts. }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// Where one is gone, more may be sent than receivers accept.
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
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///             lines: { type: array, items: { type: string } }
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
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///             lines: { type: array }
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
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///             lines: { type: array, items: { type: string, description: Soon anything. } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "schema-keyword-changed", "K084", Error,
    "a keyword that applies schemas came or went",
    Find::Schema(explain)
}

/// What to do instead where no value is allowed any more.
pub(super) const NOTHING_IS_LEFT: &str =
    "go on allowing what was allowed there until nobody sends it and nobody reads it";

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        // Who allows nothing sends nothing: no message is refused, and the values are gone all the same.
        Kind::Emptied => Told::taking(
            Answers {
                backward: Answer::Yes,
                forward: Answer::Risky,
            },
            "nothing is allowed any more",
        )
        .map(|told| told.advised(NOTHING_IS_LEFT)),
        // What nobody could send nobody misses.
        Kind::Filled => Told::new("something is allowed where nothing was"),
        Kind::SchemaAdded(keyword) => Told::new(format!("`{keyword}` is new")),
        Kind::SchemaRemoved(keyword) => Told::new(format!("`{keyword}` is gone")),
        Kind::SchemaChanged(keyword) => {
            Told::new(format!("`{keyword}` says something else than before"))
        }
        _ => None,
    }
}
