//! A value is allowed no more.

use super::schema_keyword_changed::NOTHING_IS_LEFT;
use super::{Find, Told, check};
use crate::schema::{Difference, Kind};
use crate::{Answer, Answers};

check! {
    /// `enum` or `const` no longer allow a value, or are new.
    ///
    /// The values that one list lost are one change, unless something else forbade some of them.
    ///
    /// ## Why it matters
    ///
    /// Senders of such a value are refused.
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
    ///             status: { enum: [new, paid] }
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
    ///             status: { enum: [new] }
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
    ///             status: { enum: [new, paid], description: Paid is an event of its own soon. }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// What must not be of a list gets a value that nobody expects.
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
    ///           properties:
    ///             status: { type: string, not: { enum: [lost, late] } }
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
    ///           properties:
    ///             status: { type: string, not: { enum: [lost] } }
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
    ///           properties:
    ///             status: { type: string, not: { enum: [lost, late] }, description: Soon perhaps late. }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "enum-value-removed", "K077", Error,
    "a value is allowed no more",
    backward: "go on accepting it until nobody sends it",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::ValuesRemoved(values) => Told::of_values(values, |the_values, are| {
            format!("{the_values} {are} allowed no more")
        }),
        // Who allows nothing sends nothing: no message is refused, and the values are gone all the same.
        Kind::ValuesListed(values) if values.is_empty() => Told::taking(
            Answers {
                backward: Answer::Yes,
                forward: Answer::Risky,
            },
            "every value that is listed now has a type that is not allowed, so no value is allowed any more",
        )
        .map(|told| told.advised(NOTHING_IS_LEFT)),
        Kind::ValuesListed(values) => Told::of_values(values, |the_values, are| {
            format!("only {the_values} {are} allowed now")
        }),
        _ => None,
    }
}
