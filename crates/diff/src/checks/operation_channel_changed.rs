//! An operation uses another channel.

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::Facts;
use crate::roles::Concern;

check! {
    /// An operation uses another channel than before, and both versions have both channels or one of them.
    ///
    /// ## Why it matters
    ///
    /// Nothing happens any more on the channel that its partners know.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object } }
    ///   audit:
    ///     address: audit
    ///     messages:
    ///       Placed: { payload: { type: object } }
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
    ///       Placed: { payload: { type: object } }
    ///   audit:
    ///     address: audit
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/audit' } }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object } }
    ///   audit:
    ///     address: audit
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    ///   sendAudit: { action: send, channel: { $ref: '#/channels/audit' } }
    /// ```
    "operation-channel-changed", "K023", Error,
    "an operation uses another channel",
    advice: "add an operation for the other channel, and keep this one until nobody depends on it",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let moved = versions.operations().filter(|(was, is)| {
        let channels = &versions.matching.channels;
        !channels.are_one(was.channel, is.channel)
    });
    let found = moved.map(|(was, is)| {
        let from = super::versions::called(&versions.base.channels[was.channel]);
        let to = super::versions::called(&versions.revision.channels[is.channel]);
        let message = format!("operation `{}` used `{from}` and uses `{to}`", is.key);
        Found::new(
            Concern::of(is),
            Answers::EXCHANGED,
            &is.element,
            Facts::new(from, to),
            message,
        )
        .in_base(was.origin.named())
        .in_revision(is.origin.named())
    });
    found.collect()
}
