//! A property is gone.

use super::{Find, Told, check};
use crate::schema::{Difference, Held, Kind};
use crate::{Answer, Answers};

check! {
    /// A schema no longer declares a property.
    /// From the day that its `x-sunset` names, that breaks nobody, and neither does a message without it.
    /// A property that must still be there is only described no more, whatever its `x-sunset` says.
    /// A property that had to be there and is gone is one change, which is called `property-optional` and weighs what either
    /// check does.
    ///
    /// ## Why it matters
    ///
    /// No message is refused where the property was optional, but receivers that read it find it no more.
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
    ///             note: { type: string, deprecated: true, x-sunset: '2030-05-01' }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// A closed object refuses whoever still sends the property.
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
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///             note: { type: string }
    ///           additionalProperties: false
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
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    ///           additionalProperties: false
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
    ///             note: { type: string, deprecated: true }
    ///           additionalProperties: false
    /// operations:
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    "property-removed", "K071", Warning,
    "a property is gone",
    backward: "go on accepting the property until nobody sends it",
    forward: "mark the property as deprecated, with a date in `x-sunset`, have senders go on sending it, and remove it when no receiver reads it",
    Find::Schema(explain)
}

fn explain(difference: &Difference) -> Option<Told> {
    let taken = Answers {
        backward: Answer::Yes,
        forward: Answer::Risky,
    };
    match &difference.kind {
        Kind::PropertyRemoved(name) => Told::taking(taken, format!("property `{name}` is gone")),
        Kind::PropertyUndescribed { name, held } => {
            let (held, taken) = match held {
                // Whoever reads it finds it all the same, so nothing is lost but what the schemas say.
                Held::Anything => (", with any value", Answers::UNTOUCHED),
                Held::Other => ("", Answers::UNTOUCHED),
                Held::Nothing => (", and no value of it is allowed", taken),
            };
            let message =
                format!("property `{name}` is described no more (it must still be there{held})");
            let told = Told::taking(taken, message)?;
            Some(told.advised("go on describing the property as long as it must be there"))
        }
        _ => None,
    }
}
