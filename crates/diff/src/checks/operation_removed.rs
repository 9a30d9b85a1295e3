//! An operation is gone.

use tidings_model::contract::Action;

use super::sunset::Removal;
use super::{Find, Found, Versions, channel_removed, check};
use crate::facts::Facts;
use crate::roles::Concern;
use crate::{Answer, Answers, Version};

check! {
    /// The application no longer does something that it did.
    ///
    /// Where another operation exchanges the same messages on the same channel, nothing is lost.
    /// Where others exchange other messages there, what is gone are its messages (`message-removed`).
    ///
    /// ## Why it matters
    ///
    /// Nobody receives what the application received, nothing comes of what it sent, and its partners get no error.
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
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
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
    /// operations:
    ///   onOrder: { x-sunset: '2030-05-01', action: receive, channel: { $ref: '#/channels/orders' } }
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    /// ```
    "operation-removed", "K020", Error,
    "an operation is gone",
    advice: "keep doing it until no partner depends on it: announce its end with a date in `x-sunset`",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let removed = versions.matching.operations.removed.iter();
    let operations = removed.map(|id| &versions.base.operations[*id]);
    let operations = operations.filter(|operation| {
        let channel = &versions.base.channels[operation.channel];
        !versions.has_unread_operation(Version::Revision, &operation.key, channel)
    });
    let found = operations.map(|operation| {
        let channel = &versions.base.channels[operation.channel];
        let called = super::versions::called(channel);
        let done = match operation.action {
            Action::Send => "sends",
            Action::Receive => "receives",
        };
        let key = &operation.key;
        let went = versions
            .matching
            .channels
            .removed
            .contains(&operation.channel);
        let lost = versions.lost_messages(operation);
        let lost = lost.filter(|_| operation.reply.is_none());
        let takes_messages = lost.map(|lost| !lost.is_empty());
        let (answers, message, removal) = match takes_messages {
            Some(false) => (
                Answers::UNTOUCHED,
                format!("operation `{key}` is gone: another one {done} its messages on `{called}`"),
                Removal::default(),
            ),
            // What is gone for partners are its messages, which are told.
            Some(true) => (
                Answers::UNTOUCHED,
                format!(
                    "operation `{key}` is gone: the application still {done} other messages on `{called}`"
                ),
                Removal::default(),
            ),
            None => {
                // An operation ends with its channel.
                let extensions = [&*operation.extensions, &*channel.extensions];
                let removal = versions.removal(&extensions.concat());
                let answers = Answers {
                    backward: removal.backward,
                    forward: Answer::Yes,
                };
                let message = format!(
                    "operation `{key}` is gone{}: the application no longer {done} on `{called}`",
                    removal.announced
                );
                (answers, message, removal)
            }
        };
        Found::existence(
            Concern::of(operation),
            answers,
            &operation.element,
            Facts::default(),
            message,
        )
        .in_base(operation.origin.named())
        .part_of(&channel_removed::CHECK, went.then_some(&channel.element))
        .after(&removal)
    });
    found.collect()
}
