//! Something is deprecated, or is no more.

use super::described::described;
use super::{Find, Found, Told, Versions, check};
use crate::facts::Facts;
use crate::schema::{Difference, Kind};

check! {
    /// A message, a property or a channel of AsyncAPI 2 is marked as deprecated or is so no more, or one of them, a server or
    /// an operation has another date in `x-sunset`.
    ///
    /// From that day on its removal is risky and breaks nobody; a property may be left out from then on, too.
    ///
    /// ## Why it matters
    ///
    /// Nothing breaks; partners learn that they have to move, and until when.
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
    ///         deprecated: true
    ///         x-sunset: '2030-05-01'
    ///         payload:
    ///           type: object
    ///           required: [id]
    ///           properties:
    ///             id: { type: string }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "deprecation-changed", "K050", Info,
    "something is deprecated, or is no more",
    advice: "",
    Find::Both(find, explain)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is) in described(versions) {
        let Some(changed) = was.ending().changed_to(&is.ending()) else {
            continue;
        };
        let message = format!("{} {changed}", is.called);
        let facts = Facts::new(was.ending().fact(), is.ending().fact());
        let found = Found::annotation(is.element, facts, message);
        changes.push(found.in_base(was.location).in_revision(is.location));
    }
    changes
}

fn explain(difference: &Difference) -> Option<Told> {
    match &difference.kind {
        Kind::Ending { from, to } => Told::new(from.changed_to(to)?),
        _ => None,
    }
}
