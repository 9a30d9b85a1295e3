//! A property has another name.

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};
use crate::{Answer, Answers};

check! {
    /// A property is gone, and another one that says the same is new.
    ///
    /// ## Why it matters
    ///
    /// Receivers that read the old name find it no more, mostly without an error.
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
    ///             note: { type: string, maxLength: 200 }
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
    ///             remark: { type: string, maxLength: 200 }
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
    ///             note: { type: string, maxLength: 200 }
    ///             remark: { type: string, maxLength: 200 }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "property-renamed", "K072", Warning,
    "a property has another name",
    advice: "have both names for a while: send both, accept either, and drop the old one when nobody uses it",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    let taken = Answers {
        backward: Answer::Yes,
        forward: Answer::Risky,
    };
    match &difference.kind {
        Kind::PropertyRenamed { from, to } => Told::taking(
            taken,
            format!("property `{from}` seems to be called `{to}` now"),
        ),
        _ => None,
    }
}
