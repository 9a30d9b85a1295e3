//! A property has another name.

use super::{Find, Told, check};
use crate::schema::{Difference, Held, Kind};
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
    ///
    /// The application misses the new name in what is still sent under the old one.
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
    ///           required: [id, note]
    ///           properties:
    ///             id: { type: string }
    ///             note: { type: string, maxLength: 200 }
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
    ///           required: [id, remark]
    ///           properties:
    ///             id: { type: string }
    ///             remark: { type: string, maxLength: 200 }
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
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///             note: { type: string, maxLength: 200 }
    ///             remark: { type: string, maxLength: 200 }
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// A closed object refuses both names together, so receivers have to be prepared first.
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
    ///             note: { type: string, maxLength: 200 }
    ///           additionalProperties: false
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
    ///             remark: { type: string, maxLength: 200 }
    ///           additionalProperties: false
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
    ///             note: { type: string, maxLength: 200 }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "property-renamed", "K072", Warning,
    "a property has another name",
    backward: "accept either name for a while, and drop the old one when nobody sends it",
    forward: "have both names sent for a while, and drop the old one when nobody reads it",
    Find::Schema(explain)
}

/// What to do instead where a message with both names may be refused.
const IN_CLOSED: &str = "accept either name for a while; have receivers accept unknown properties before both are sent, and drop the old name when nobody uses it";

fn explain(difference: &Difference) -> Option<Told> {
    let taken = Answers {
        backward: Answer::Yes,
        forward: Answer::Risky,
    };
    let Kind::PropertyRenamed { from, to, held } = &difference.kind else {
        return None;
    };
    let message = format!("property `{from}` seems to be called `{to}` now");
    // Whoever reads one name finds nothing in what has the other one.
    let told = Told::taking(taken, message)?.mutual();
    Some(match held {
        Held::Anything => told,
        Held::Nothing | Held::Other => told.advised(IN_CLOSED),
    })
}
