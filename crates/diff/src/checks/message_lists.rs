//! The messages of operations, of replies, and of channels that no operation uses, in both versions.
//!
//! Partners see a channel and what is done with it, not which operation does it: a message that moves from one operation
//! to another one that does the same is still there, and one that a new operation brings is new where others do the same.

use tidings_model::Contract;
use tidings_model::contract::{Action, Channel, ChannelId, Extension, MessageId, Operation};

use super::Versions;
use super::unread::{Holder, UnreadMessage};
use super::versions::called;
use crate::Version;
use crate::matching::Alternative;
use crate::roles::Concern;

/// The messages of one place in both versions.
pub(super) struct MessageList<'c> {
    /// Whom a change concerns.
    pub(super) concern: Concern,
    /// Where the messages are listed, in words.
    pub(super) place: String,
    /// The channel they are on in the revision, if it is known.
    pub(super) channel: Option<&'c Channel>,
    /// Those that only the base has.
    pub(super) removed: Vec<MessageId>,
    /// Those that only the revision has.
    pub(super) added: Vec<MessageId>,
    /// Those that could not be read.
    pub(super) unread: Vec<UnreadMessage<'c>>,
    /// What the operation says of its end, where it is gone with those removed.
    pub(super) ending: &'c [Extension],
}

impl<'c> Versions<'c> {
    /// The messages of what is `was` in the base and `is` in the revision, where the base has those `removed` and the
    /// revision those `added` alone.
    fn list(
        &self,
        (concern, place): (Concern, String),
        (was, is): (Holder<'c>, Holder<'c>),
        mut removed: Vec<MessageId>,
        mut added: Vec<MessageId>,
    ) -> MessageList<'c> {
        let unread = self.unread_messages((was, is), &mut removed, &mut added);
        MessageList {
            concern,
            place,
            channel: is.channel(self.revision),
            removed,
            added,
            unread,
            ending: &[],
        }
    }

    /// The lists of messages of operations that both versions have, or do with the same channel, and of channels that no
    /// operation uses.
    pub(super) fn message_lists(&self) -> Vec<MessageList<'c>> {
        let mut lists = Vec::new();
        for (was, is) in self.operations() {
            let concern = Concern::of(was).or(Concern::of(is));
            let still = self.exchanged_still(was).chain(is.messages.iter().copied());
            let before = self
                .exchanged_before(is)
                .chain(was.messages.iter().copied());
            lists.push(self.list(
                (concern, format!("operation `{}`", is.key)),
                (Holder::Operation(was), Holder::Operation(is)),
                self.removed(&was.messages, &still.collect::<Vec<_>>()),
                self.added(&before.collect::<Vec<_>>(), &is.messages),
            ));
            if let (Some(old), Some(new)) = (&was.reply, &is.reply) {
                let place = format!("the reply to operation `{}`", is.key);
                let concern = Concern::of_reply(was.action).or(Concern::of_reply(is.action));
                lists.push(self.list(
                    (concern, place),
                    (Holder::Reply(old), Holder::Reply(new)),
                    self.removed(&old.messages, &new.messages),
                    self.added(&old.messages, &new.messages),
                ));
            }
        }
        lists.extend(self.lists_of_one_version());
        for pair in self.unused_channels() {
            let (was, is) = (
                &self.base.channels[pair.base],
                &self.revision.channels[pair.revision],
            );
            let (old, new) = (listed(was), listed(is));
            lists.push(self.list(
                (Concern::BOTH, format!("channel `{}`", called(is))),
                (Holder::Channel(was), Holder::Channel(is)),
                self.removed(&old, &new),
                self.added(&old, &new),
            ));
        }
        lists
    }

    /// The messages that only one version of a channel has, as far as `lists` do not tell of them: those that no operation
    /// of both versions has. Only AsyncAPI 3 lists messages in a channel.
    pub(super) fn listed_in_channels(&self, lists: &[MessageList<'c>]) -> Vec<MessageList<'c>> {
        let has_lists = |contract: &Contract| {
            contract
                .specification
                .is_some_and(|version| version.major > 2)
        };
        if !has_lists(self.base) || !has_lists(self.revision) {
            return Vec::new();
        }
        let is_told = |one: &UnreadMessage<'_>| {
            let mut told = lists.iter().flat_map(|list| &list.unread);
            told.any(|known| known.is(one))
        };
        let pairs = self.matching.channels.matched.iter();
        let lists = pairs.map(|pair| {
            let was = &self.base.channels[pair.base];
            let is = &self.revision.channels[pair.revision];
            let (old, new) = (listed(was), listed(is));
            let mut list = self.list(
                (Concern::BOTH, format!("channel `{}`", called(is))),
                (Holder::Channel(was), Holder::Channel(is)),
                self.removed(&old, &new),
                self.added(&old, &new),
            );
            list.removed
                .retain(|id| !lists.iter().any(|list| list.removed.contains(id)));
            list.added
                .retain(|id| !lists.iter().any(|list| list.added.contains(id)));
            list.unread.retain(|one| !is_told(one));
            list
        });
        lists.collect()
    }

    /// The messages of operations that only one version has, where others do the same with the channel in the other one.
    fn lists_of_one_version(&self) -> impl Iterator<Item = MessageList<'c>> {
        let operations = &self.matching.operations;
        let list = |operation: &'c Operation, channel| MessageList {
            concern: Concern::of(operation),
            place: format!("operation `{}`", operation.key),
            channel,
            removed: Vec::new(),
            added: Vec::new(),
            unread: Vec::new(),
            ending: &[],
        };
        // What could not be read in the other version is neither gone nor new.
        let is_unread = |operation: &Operation, channel: &Channel, other| {
            self.has_unread_operation(other, &operation.key, channel)
        };
        let removed = operations.removed.iter().filter_map(move |id| {
            let operation = &self.base.operations[*id];
            if is_unread(
                operation,
                &self.base.channels[operation.channel],
                Version::Revision,
            ) {
                return None;
            }
            let channel = self.matching.channels.revision_of(operation.channel);
            let channel = channel.map(|channel| &self.revision.channels[channel]);
            // Of an operation with a reply more is gone than its messages.
            let removed = self.lost_messages(operation);
            let removed = removed.filter(|_| operation.reply.is_none())?;
            Some(MessageList {
                removed,
                ending: &operation.extensions,
                ..list(operation, channel)
            })
        });
        let added = operations.added.iter().filter_map(move |id| {
            let operation = &self.revision.operations[*id];
            let channel = &self.revision.channels[operation.channel];
            if is_unread(operation, channel, Version::Base) {
                return None;
            }
            Some(MessageList {
                added: self.new_messages(operation)?,
                ..list(operation, Some(channel))
            })
        });
        removed.chain(added)
    }

    /// Those messages of `operation`, which only the base has, that the revision does not exchange on its channel and in its
    /// direction any more; `None` where it exchanges nothing there, or some are gone and not all that is
    /// exchanged could be read.
    pub(super) fn lost_messages(&self, operation: &'c Operation) -> Option<Vec<MessageId>> {
        let channel = self.matching.channels.revision_of(operation.channel);
        let others = doing(self.revision, channel, operation.action);
        let is_known = is_read(self.base, operation) && are_read(self.revision, others);
        let still: Vec<MessageId> = self.exchanged_still(operation).collect();
        let lost = self.removed(&operation.messages, &still);
        (!still.is_empty() && (is_known || lost.is_empty())).then_some(lost)
    }

    /// Those messages of `operation`, which only the revision has, that the base did not exchange on its channel and in its
    /// direction; `None` where it exchanged nothing there, or some are new and not all that was
    /// exchanged could be read.
    pub(super) fn new_messages(&self, operation: &'c Operation) -> Option<Vec<MessageId>> {
        let channel = self.matching.channels.base_of(operation.channel);
        let others = doing(self.base, channel, operation.action);
        let is_known = is_read(self.revision, operation) && are_read(self.base, others);
        let before: Vec<MessageId> = self.exchanged_before(operation).collect();
        let new = self.added(&before, &operation.messages);
        (!before.is_empty() && (is_known || new.is_empty())).then_some(new)
    }

    /// The messages that the revision exchanges on the channel and in the direction of `operation` of the base.
    fn exchanged_still(&self, operation: &Operation) -> impl Iterator<Item = MessageId> {
        let channel = self.matching.channels.revision_of(operation.channel);
        exchanged(self.revision, channel, operation.action)
    }

    /// The messages that the base exchanged on the channel and in the direction of `operation` of the revision.
    fn exchanged_before(&self, operation: &Operation) -> impl Iterator<Item = MessageId> {
        let channel = self.matching.channels.base_of(operation.channel);
        exchanged(self.base, channel, operation.action)
    }

    fn removed(&self, base: &[MessageId], revision: &[MessageId]) -> Vec<MessageId> {
        let pairs = &self.matching.messages;
        let is_there = |old: MessageId| {
            let alternatives = self.matching.alternatives_of(Version::Base, old);
            match alternatives.is_empty() {
                true => revision.iter().any(|new| pairs.are_one(old, *new)),
                false => are_listed(&alternatives, |one| revision.contains(&one.revision)),
            }
        };
        let gone = base.iter().copied();
        gone.filter(|old| !is_there(*old)).collect()
    }

    fn added(&self, base: &[MessageId], revision: &[MessageId]) -> Vec<MessageId> {
        let pairs = &self.matching.messages;
        let was_there = |new: MessageId| {
            let alternatives = self.matching.alternatives_of(Version::Revision, new);
            match alternatives.is_empty() {
                true => base.iter().any(|old| pairs.are_one(*old, new)),
                false => are_listed(&alternatives, |one| base.contains(&one.base)),
            }
        };
        let new = revision.iter().copied();
        new.filter(|new| !was_there(*new)).collect()
    }
}

/// The messages that `channel` lists.
fn listed(channel: &Channel) -> Vec<MessageId> {
    channel.messages.iter().map(|(_, id)| *id).collect()
}

/// The messages of `lists` that `of` takes from each, with the places that have them; one that has the same meaning in
/// several places is listed once.
pub(super) fn in_places<'l, 'c, M: Copy + 'l>(
    lists: &'l [MessageList<'c>],
    of: impl Fn(&'l MessageList<'c>) -> Vec<M>,
    are_one: impl Fn(M, M) -> bool,
) -> Vec<(&'l MessageList<'c>, M, Vec<&'l str>)> {
    let mut all: Vec<(&MessageList<'c>, M, Vec<&str>)> = Vec::new();
    for list in lists {
        for one in of(list) {
            let known = all
                .iter_mut()
                .find(|(other, known, _)| other.concern == list.concern && are_one(*known, one));
            match known {
                Some((_, _, places)) => places.push(&list.place),
                None => all.push((list, one, vec![&list.place])),
            }
        }
    }
    all
}

/// Whether each of a message's `alternatives` is a message of its own that `is_listed`.
fn are_listed(alternatives: &[&Alternative], is_listed: impl Fn(&Alternative) -> bool) -> bool {
    let is_there = |one: &&Alternative| {
        let mut same = alternatives
            .iter()
            .filter(|other| other.payload.json_schema() == one.payload.json_schema());
        same.any(|other| is_listed(other))
    };
    alternatives.iter().all(is_there)
}

/// The messages of every operation that does `action` with `channel`.
fn exchanged(
    contract: &Contract,
    channel: Option<ChannelId>,
    action: Action,
) -> impl Iterator<Item = MessageId> {
    let operations = doing(contract, channel, action);
    operations.flat_map(|one| one.messages.iter().copied())
}

/// Every operation that does `action` with `channel`.
fn doing(
    contract: &Contract,
    channel: Option<ChannelId>,
    action: Action,
) -> impl Iterator<Item = &Operation> {
    let operations = contract.operations.iter();
    operations.filter(move |one| Some(one.channel) == channel && one.action == action)
}

/// Whether all messages of `operations` could be read.
fn are_read<'c>(
    contract: &'c Contract,
    mut operations: impl Iterator<Item = &'c Operation>,
) -> bool {
    operations.all(|operation| is_read(contract, operation))
}

/// Whether all messages of `operation` could be read.
fn is_read(contract: &Contract, operation: &Operation) -> bool {
    Holder::Operation(operation).is_read(contract)
}
