//! An operation is new.

use tidings_model::contract::Action;

use super::{Find, Found, Versions, channel_added, check};
use crate::facts::Facts;
use crate::roles::Concern;
use crate::{Answers, Version};

check! {
    /// The application does something that it did not.
    ///
    /// Where another operation exchanged the same messages on the same channel before, nothing is new to partners, who see
    /// the channel and the direction and not which operation it is.
    /// Where others exchanged other messages there, its messages are new (`message-added`).
    ///
    /// ## Why it matters
    ///
    /// Nobody depends on it yet.
    /// Under the policies `forward` and `full` it breaks whoever already counts on it with an application of the base.
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
    /// operations:
    ///   sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
    ///   onOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
    /// ```
    "operation-added", "K021", Info,
    "an operation is new",
    advice: "update the application before anybody counts on the operation",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let added = versions.matching.operations.added.iter();
    let operations = added.map(|id| &versions.revision.operations[*id]);
    let operations = operations.filter(|operation| {
        let channel = &versions.revision.channels[operation.channel];
        !versions.has_unread_operation(Version::Base, &operation.key, channel)
    });
    let found = operations.map(|operation| {
        let channel = &versions.revision.channels[operation.channel];
        let came = versions
            .matching
            .channels
            .added
            .contains(&operation.channel);
        let called = super::versions::called(channel);
        let (does, did) = match operation.action {
            Action::Send => ("sends", "sent"),
            Action::Receive => ("receives", "received"),
        };
        let key = &operation.key;
        let new = versions.new_messages(operation);
        let brings_messages = new.as_ref().map(|new| !new.is_empty());
        let (answers, message) = match brings_messages {
            // What is new to partners are its messages, which are told.
            Some(true) => (
                Answers::UNTOUCHED,
                format!(
                    "operation `{key}` is new: the application {did} other messages on `{called}` so far"
                ),
            ),
            Some(false) if operation.reply.is_none() => (
                Answers::UNTOUCHED,
                format!(
                    "operation `{key}` is new: another one {does} its messages on `{called}` so far"
                ),
            ),
            _ => (
                Answers::ADDED,
                format!("operation `{key}` is new: the application {does} on `{called}`"),
            ),
        };
        Found::existence(
            Concern::of(operation),
            answers,
            &operation.element,
            Facts::default(),
            message,
        )
        .in_revision(operation.origin.named())
        .part_of(&channel_added::CHECK, came.then_some(&channel.element))
    });
    found.collect()
}
