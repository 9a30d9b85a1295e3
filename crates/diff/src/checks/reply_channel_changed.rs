//! A reply travels on another channel.

use tidings_model::Contract;
use tidings_model::contract::ChannelId;

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::Facts;
use crate::roles::Concern;

check! {
    /// The reply to an operation travels on another channel than before.
    ///
    /// ## Why it matters
    ///
    /// Whoever asked waits where no answer comes.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Place: { payload: { type: object } }
    ///   replies:
    ///     address: replies
    ///     messages:
    ///       Placed: { payload: { type: object } }
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   onPlace:
    ///     action: receive
    ///     channel: { $ref: '#/channels/orders' }
    ///     reply:
    ///       channel: { $ref: '#/channels/replies' }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Place: { payload: { type: object } }
    ///   replies:
    ///     address: replies
    ///     messages:
    ///       Placed: { payload: { type: object } }
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   onPlace:
    ///     action: receive
    ///     channel: { $ref: '#/channels/orders' }
    ///     reply:
    ///       channel: { $ref: '#/channels/answers' }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Place: { payload: { type: object } }
    ///   replies:
    ///     address: replies
    ///     messages:
    ///       Placed: { summary: Soon on answers., payload: { type: object } }
    ///   answers:
    ///     address: answers
    ///     messages:
    ///       Placed: { payload: { type: object } }
    /// operations:
    ///   onPlace:
    ///     action: receive
    ///     channel: { $ref: '#/channels/orders' }
    ///     reply:
    ///       channel: { $ref: '#/channels/replies' }
    /// ```
    "reply-channel-changed", "K043", Error,
    "a reply travels on another channel",
    advice: "let the request say where the answer goes (`reply.address.location`), then move partners one by one",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let channels = &versions.matching.channels;
    let mut changes = Vec::new();
    for (was, is) in versions.operations() {
        let (Some(old), Some(new)) = (&was.reply, &is.reply) else {
            continue;
        };
        let is_same = match (old.channel, new.channel) {
            (Some(old), Some(new)) => channels.are_one(old, new),
            (None, None) => true,
            _ => false,
        };
        if is_same {
            continue;
        }
        let called = |contract: &Contract, channel: Option<ChannelId>| match channel {
            Some(id) => format!("on `{}`", super::versions::called(&contract.channels[id])),
            None => "wherever the request says".to_owned(),
        };
        let from = called(versions.base, old.channel);
        let to = called(versions.revision, new.channel);
        let message = format!("the reply to `{}` was {from} and is {to}", is.key);
        let facts = Facts::new(from, to);
        let found = Found::new(
            Concern::of_reply(is.action),
            Answers::EXCHANGED,
            &is.element,
            facts,
            message,
        );
        let found = found.in_base(old.origin.named());
        changes.push(found.in_revision(new.origin.named()));
    }
    changes
}
