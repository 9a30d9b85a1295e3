//! A message is no longer part of an operation or of a reply.

use super::found::enumerated;
use super::message_lists::in_places;
use super::{Find, Found, Versions, check};
use crate::facts::Facts;
use crate::roles::Concern;
use crate::{Answer, Answers, Version};

check! {
    /// An operation, or the reply to one, no longer has a message, or an operation is gone with it while others do the same
    /// with the channel.
    ///
    /// ## Why it matters
    ///
    /// The application refuses a message that it used to receive, so whoever sends it breaks.
    /// A message that it used to send comes no more, and nobody refuses a message that never comes.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Placed: { payload: { type: object, properties: { placed: { type: string } } } }
    ///       Cancelled: { payload: { type: object, properties: { cancelled: { type: string } } } }
    /// operations:
    ///   order: { action: receive, channel: { $ref: '#/channels/orders' } }
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
    /// operations:
    ///   order: { action: receive, channel: { $ref: '#/channels/orders' } }
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
    ///       Cancelled: { summary: Ends in May., payload: { type: object, properties: { cancelled: { type: string } } } }
    /// operations:
    ///   order: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    "message-removed", "K030", Error,
    "a message is gone",
    advice: "keep the message beside the one that takes its place until nobody sends it: mark it as deprecated",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    let lists = versions.message_lists();
    for (list, id, places) in in_places(
        &lists,
        |list| list.removed.clone(),
        |one, other| one == other,
    ) {
        if !versions.is_asked_alone(Version::Base, id) {
            continue;
        }
        let message = &versions.base.messages[id];
        // A message ends with its operation.
        let removal = versions.removal(&[&*message.extensions, list.ending].concat());
        let answers = |side: Concern| Answers {
            backward: match side.is_sent() && !versions.is_literal() {
                // Who has forgotten it already gets a message that is not known.
                true => Answer::Risky,
                false => removal.backward,
            },
            forward: Answer::Yes,
        };
        let (key, announced) = (&message.key, &removal.announced);
        let counterpart = match versions.replacement(list, id, Version::Base) {
            Some(replacement) => Some(replacement.of_gone()),
            None => {
                let moved = versions.in_new_channels(&[id]);
                moved.map(|moved| format!("; {} it", moved.having))
            }
        };
        let counterpart = counterpart.unwrap_or_default();
        let text = format!(
            "message `{key}` is gone from {}{announced}{counterpart}",
            enumerated(&places)
        );
        let facts = Facts::gone(versions.content(message, Version::Base));
        let found = Found::of_sides(list.concern, answers, &message.element, facts, text);
        let found = found.in_base(message.origin.named()).avoidable();
        changes.push(found.with_detail(places.join(", ")).after(&removal));
    }
    // Whatever becomes of such a message is told of the operations that have it, if there are any.
    let lists = versions.listed_in_channels(&lists);
    for (_, id, places) in in_places(
        &lists,
        |list| list.removed.clone(),
        |one, other| one == other,
    ) {
        if !versions.is_asked_alone(Version::Base, id) {
            continue;
        }
        let message = &versions.base.messages[id];
        let text = format!(
            "message `{}` is gone from {}, and no operation of both versions has it",
            message.key,
            enumerated(&places)
        );
        let facts = Facts::gone(versions.content(message, Version::Base));
        let found = Found::annotation(&message.element, facts, text).with_detail(places.join(", "));
        changes.push(found.in_base(&message.origin.location));
    }
    changes
}
