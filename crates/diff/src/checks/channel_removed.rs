//! A channel is gone.

use tidings_model::contract::{MessageId, Part};

use super::{Find, Found, Versions, check};
use crate::facts::Facts;
use crate::{Answer, Answers, Version};

check! {
    /// A channel of the base is not in the revision, under no key and at no address.
    /// From the day that its `x-sunset` names, that is risky and breaks nobody.
    ///
    /// ## Why it matters
    ///
    /// Whoever sends to it or receives from it waits for nothing, mostly without an error.
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
    ///   sendAudit: { action: send, channel: { $ref: '#/channels/audit' } }
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
    ///       Placed: { payload: { type: object } }
    ///   audit:
    ///     address: audit
    ///     x-sunset: '2030-05-01'
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    ///   sendAudit: { action: send, channel: { $ref: '#/channels/audit' } }
    /// ```
    "channel-removed", "K010", Error,
    "a channel is gone",
    advice: "keep the channel beside what takes its place until nobody uses it: announce its end with a date in `x-sunset`",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let removed = versions.matching.channels.removed.iter();
    let removed = removed.map(|id| (id, &versions.base.channels[*id]));
    let removed = removed.filter(|(_, channel)| {
        !versions.has_unread(Version::Revision, Part::Channel, &channel.key)
    });
    let found = removed.map(|(id, channel)| {
        let removal = versions.removal(&channel.extensions);
        let called = super::versions::called(channel);
        let messages: Vec<MessageId> = channel.messages.iter().map(|(_, id)| *id).collect();
        let moved = versions.in_new_channels(&messages);
        let moved = moved.map_or_else(String::new, |moved| {
            format!(", of whose messages {} {},", moved.having, moved.messages)
        });
        let message = format!("channel `{called}`{moved} is gone{}", removal.announced);
        let answers = Answers {
            backward: removal.backward,
            forward: Answer::Yes,
        };
        Found::existence(
            versions.base_concern(*id),
            answers,
            &channel.element,
            Facts::default(),
            message,
        )
        .in_base(channel.origin.named())
        .after(&removal)
    });
    found.collect()
}
