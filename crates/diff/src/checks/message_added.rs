//! A message is new to an operation or to a reply.

use super::counterparts::Replacement;
use super::found::enumerated;
use super::message_lists::in_places;
use super::{Find, Found, Versions, check};
use crate::facts::Facts;
use crate::roles::Concern;
use crate::{Answer, Answers, Version};

check! {
    /// An operation, or the reply to one, has a message that it did not have, or a new operation brings it to a channel with
    /// which others did the same before.
    ///
    /// ## Why it matters
    ///
    /// What the application receives besides what it did troubles nobody.
    /// What it sends besides that arrives at receivers that do not know it: that is risky where they may ignore what they do
    /// not know, and breaks them under the reading `strict`.
    /// The same holds for a channel that no operation uses, of which nobody knows who sends to it.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object, properties: { placed: { type: string } } } }
    /// operations:
    ///   order: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object, properties: { placed: { type: string } } } }
    ///       Cancelled: { payload: { type: object, properties: { cancelled: { type: string } } } }
    /// operations:
    ///   order: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object, properties: { placed: { type: string } } } }
    ///   cancellations:
    ///     address: cancellations
    ///     messages:
    ///       Cancelled: { payload: { type: object, properties: { cancelled: { type: string } } } }
    /// operations:
    ///   cancel: { action: send, channel: { $ref: '#/channels/cancellations' } }
    ///   order: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "message-added", "K031", Warning,
    "a message is new",
    advice: "tell the receivers before the message is sent, or send it on a channel of its own",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    let lists = versions.message_lists();
    for (list, id, places) in
        in_places(&lists, |list| list.added.clone(), |one, other| one == other)
    {
        if !versions.is_asked_alone(Version::Revision, id) {
            continue;
        }
        let message = &versions.revision.messages[id];
        let answers = |side: Concern| Answers {
            backward: Answer::Yes,
            forward: match side.is_sent() && !versions.is_literal() {
                true => Answer::Risky,
                false => Answer::No,
            },
        };
        let replacement = versions.replacement(list, id, Version::Revision);
        let counterpart = replacement.as_ref().map(Replacement::of_new);
        let counterpart = counterpart.unwrap_or_default();
        let text = format!(
            "message `{}` is new in {}{counterpart}",
            message.key,
            enumerated(&places)
        );
        let facts = Facts::came(versions.content(message, Version::Revision));
        let found = Found::of_sides(list.concern, answers, &message.element, facts, text);
        // Whoever knows only one of both ignores the other one, whichever is sent.
        let found = found.avoidable().mutual(replacement.is_some());
        let found = match list.concern.is_received() {
            // Who receives it is the application.
            true => found.advised("update the application before anybody sends it the message"),
            false => found,
        };
        let found = found.with_detail(places.join(", "));
        changes.push(found.in_revision(message.origin.named()));
    }
    // Whatever becomes of such a message is told of the operations that have it, if there are any.
    let lists = versions.listed_in_channels(&lists);
    for (_, id, places) in in_places(&lists, |list| list.added.clone(), |one, other| one == other) {
        if !versions.is_asked_alone(Version::Revision, id) {
            continue;
        }
        let message = &versions.revision.messages[id];
        let text = format!(
            "message `{}` is new in {}, and no operation of both versions has it",
            message.key,
            enumerated(&places)
        );
        let facts = Facts::came(versions.content(message, Version::Revision));
        let found = Found::annotation(&message.element, facts, text).with_detail(places.join(", "));
        changes.push(found.in_revision(&message.origin.location));
    }
    changes
}
