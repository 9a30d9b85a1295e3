//! A channel is new.

use tidings_model::contract::Part;

use super::{Find, Found, Versions, check};
use crate::facts::Facts;
use crate::{Answers, Version};

check! {
    /// A channel of the revision was not in the base.
    ///
    /// ## Why it matters
    ///
    /// Nobody depends on it yet.
    /// Under the policies `forward` and `full` it breaks whoever already uses it with an application of the base.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
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
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    ///   sendAudit: { action: send, channel: { $ref: '#/channels/audit' } }
    /// ```
    "channel-added", "K011", Info,
    "a channel is new",
    advice: "update the application before anybody uses the channel",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let added = versions.matching.channels.added.iter();
    let added = added.map(|id| (id, &versions.revision.channels[*id]));
    let added = added
        .filter(|(_, channel)| !versions.has_unread(Version::Base, Part::Channel, &channel.key));
    let found = added.map(|(id, channel)| {
        let message = format!("channel `{}` is new", super::versions::called(channel));
        Found::existence(
            versions.revision_concern(*id),
            Answers::ADDED,
            &channel.element,
            Facts::default(),
            message,
        )
        .in_revision(channel.origin.named())
    });
    found.collect()
}
