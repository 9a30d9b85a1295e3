//! Something is deprecated, or is no more.

use super::described::described;
use super::sunset::sunset;
use super::{Find, Found, Versions, check};

check! {
    /// A message is marked as deprecated or is so no more, or a server, channel, operation or message has another date in
    /// `x-sunset`.
    ///
    /// From that day on its removal is risky and breaks nobody.
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
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is) in described(versions) {
        let called = &is.called;
        let (before, now) = (sunset(was.extensions), sunset(is.extensions));
        let message = match (was.is_deprecated, is.is_deprecated, before, now) {
            (false, true, _, Some(date)) => format!("{called} is deprecated until {date}"),
            (false, true, _, None) => format!("{called} is deprecated"),
            (true, false, _, _) => format!("{called} is deprecated no more"),
            (_, _, before, now) if before == now => continue,
            (_, _, None, Some(date)) => format!("{called} is to end on {date}"),
            (_, _, Some(date), None) => format!("{called} is not to end on {date} any more"),
            (_, _, Some(before), Some(now)) => {
                format!("{called} was to end on {before} and is to end on {now}")
            }
            (_, _, None, None) => continue,
        };
        let found = Found::annotation(is.element, message);
        changes.push(found.in_base(was.location).in_revision(is.location));
    }
    changes
}
