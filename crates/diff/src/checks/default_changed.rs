//! A value that is assumed where none is given is another one.

use tidings_schema::Literal;

use super::{Find, Told, check};
use crate::schema::{Difference, Kind};

check! {
    /// The `default` of a property is another one, is new or is gone.
    ///
    /// ## Why it matters
    ///
    /// No message is refused, but one without the property means something else to whoever fills in the default.
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
    ///             priority: { type: integer, default: 1 }
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
    ///             priority: { type: integer, default: 5 }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "default-changed", "K060", Info,
    "a default is another one",
    advice: "keep the default, or have the value written into every message where it matters",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    let Kind::Default { from, to } = &difference.kind else {
        return None;
    };
    let told = |value: &Option<Literal>| match value {
        Some(value) => format!("`{value}`"),
        None => "not stated".to_owned(),
    };
    Told::new(format!(
        "the default was {} and is {}",
        told(from),
        told(to)
    ))
}
