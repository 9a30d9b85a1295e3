//! The messages of operations, of replies, and of channels that no operation uses, in both versions.
//!
//! Partners see a channel and what is done with it, not which operation does it: a message that moves from one operation
//! to another one that does the same is still there.

use tidings_model::Contract;
use tidings_model::contract::{Action, Channel, ChannelId, MessageId, Operation};

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
        }
    }

    /// The lists of messages that both versions have.
    pub(super) fn message_lists(&self) -> Vec<MessageList<'c>> {
        let mut lists = Vec::new();
        for (was, is) in self.operations() {
            let concern = Concern::of(was.action).or(Concern::of(is.action));
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

    /// Whether operations of the revision do what `operation` of the base did.
    pub(super) fn is_still_done(&self, operation: &Operation) -> bool {
        let still: Vec<MessageId> = self.exchanged_still(operation).collect();
        operation.reply.is_none()
            && !still.is_empty()
            && self.removed(&operation.messages, &still).is_empty()
    }

    /// Whether operations of the base did what `operation` of the revision does.
    pub(super) fn was_done_before(&self, operation: &Operation) -> bool {
        let before: Vec<MessageId> = self.exchanged_before(operation).collect();
        operation.reply.is_none()
            && !before.is_empty()
            && self.added(&before, &operation.messages).is_empty()
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
    let operations = contract.operations.iter();
    let same = operations.filter(move |one| Some(one.channel) == channel && one.action == action);
    same.flat_map(|one| one.messages.iter().copied())
}
