//! Both versions, as a check sees them.

use tidings_model::Contract;
use tidings_model::contract::{Channel, ChannelId, Message, MessageId, Operation, Server};

use crate::matching::{Match, Matching};
use crate::roles::{Concern, Roles};
use crate::{Options, Reading};

/// Both versions with their elements in pairs.
pub(crate) struct Versions<'c> {
    pub(crate) base: &'c Contract,
    pub(crate) revision: &'c Contract,
    pub(crate) matching: &'c Matching,
    pub(crate) options: &'c Options,
    base_roles: Roles,
    revision_roles: Roles,
}

impl<'c> Versions<'c> {
    pub(crate) fn new(
        base: &'c Contract,
        revision: &'c Contract,
        matching: &'c Matching,
        options: &'c Options,
    ) -> Self {
        Self {
            base,
            revision,
            matching,
            options,
            base_roles: Roles::of(base),
            revision_roles: Roles::of(revision),
        }
    }

    /// The servers that both versions have.
    pub(crate) fn servers(&self) -> impl Iterator<Item = (&'c Server, &'c Server)> {
        let matched = self.matching.servers.matched.iter();
        matched.map(|one| {
            (
                &self.base.servers[one.base],
                &self.revision.servers[one.revision],
            )
        })
    }

    /// The channels that both versions have, each with whom a change of it concerns.
    pub(crate) fn channels(&self) -> impl Iterator<Item = (&'c Channel, &'c Channel, Concern)> {
        let matched = self.matching.channels.matched.iter();
        matched.map(|one| {
            let concern = Concern::of_versions(
                self.base_roles.known_channel(one.base),
                self.revision_roles.known_channel(one.revision),
            );
            (
                &self.base.channels[one.base],
                &self.revision.channels[one.revision],
                concern,
            )
        })
    }

    /// Whom a channel of the base concerns.
    pub(crate) fn base_concern(&self, channel: ChannelId) -> Concern {
        Concern::of_versions(self.base_roles.known_channel(channel), None)
    }

    /// Whom a channel of the revision concerns.
    pub(crate) fn revision_concern(&self, channel: ChannelId) -> Concern {
        Concern::of_versions(None, self.revision_roles.known_channel(channel))
    }

    /// The operations that both versions have.
    pub(crate) fn operations(&self) -> impl Iterator<Item = (&'c Operation, &'c Operation)> {
        let matched = self.matching.operations.matched.iter();
        matched.map(|one| {
            (
                &self.base.operations[one.base],
                &self.revision.operations[one.revision],
            )
        })
    }

    /// The messages that both versions have, each with whom a change of it concerns.
    pub(crate) fn messages(&self) -> impl Iterator<Item = (&'c Message, &'c Message, Concern)> {
        let matched = self.matching.messages.matched.iter();
        matched.map(|one| {
            (
                &self.base.messages[one.base],
                &self.revision.messages[one.revision],
                self.concern(one),
            )
        })
    }

    /// Whom a change of a message concerns.
    pub(crate) fn concern(&self, pair: &Match<MessageId>) -> Concern {
        Concern::of_versions(
            self.base_roles.known_message(pair.base),
            self.revision_roles.known_message(pair.revision),
        )
    }

    /// Whether partners take the contract literally: they may write what it does not declare, and ignore nothing.
    pub(crate) fn is_literal(&self) -> bool {
        matches!(self.options.reading, Reading::Strict | Reading::Confluent)
    }
}

/// A channel as people call it: by its address, by its key where it has none.
pub(crate) fn called(channel: &Channel) -> &str {
    channel.address.as_deref().unwrap_or(&channel.key)
}

/// The messages of an operation, of a reply, or of a channel that no operation uses, in both versions.
pub(super) struct MessageList<'c> {
    /// Whom a change concerns.
    pub(super) concern: Concern,
    /// Where the messages are listed, in words.
    pub(super) place: String,
    base: Vec<&'c MessageId>,
    revision: Vec<&'c MessageId>,
}

impl MessageList<'_> {
    /// Those that only the base has.
    pub(super) fn removed(&self, versions: &Versions<'_>) -> Vec<MessageId> {
        let is_one = |old: MessageId, new: MessageId| versions.matching.messages.are_one(old, new);
        let gone = self.base.iter().filter(|old| {
            let mut others = self.revision.iter();
            !others.any(|new| is_one(***old, **new))
        });
        gone.map(|id| **id).collect()
    }

    /// Those that only the revision has.
    pub(super) fn added(&self, versions: &Versions<'_>) -> Vec<MessageId> {
        let is_one = |old: MessageId, new: MessageId| versions.matching.messages.are_one(old, new);
        let new = self.revision.iter().filter(|new| {
            let mut others = self.base.iter();
            !others.any(|old| is_one(**old, ***new))
        });
        new.map(|id| **id).collect()
    }
}

impl<'c> Versions<'c> {
    /// The lists of messages that both versions have.
    pub(super) fn message_lists(&self) -> Vec<MessageList<'c>> {
        let mut lists = Vec::new();
        for (was, is) in self.operations() {
            let concern = Concern::of(was.action).or(Concern::of(is.action));
            lists.push(MessageList {
                concern,
                place: format!("operation `{}`", is.key),
                base: was.messages.iter().collect(),
                revision: is.messages.iter().collect(),
            });
            if let (Some(old), Some(new)) = (&was.reply, &is.reply) {
                lists.push(MessageList {
                    concern: concern.answered(),
                    place: format!("the reply to operation `{}`", is.key),
                    base: old.messages.iter().collect(),
                    revision: new.messages.iter().collect(),
                });
            }
        }
        for pair in &self.matching.channels.matched {
            let is_used = self.base_roles.known_channel(pair.base).is_some()
                || self.revision_roles.known_channel(pair.revision).is_some();
            if is_used {
                continue;
            }
            let (was, is) = (
                &self.base.channels[pair.base],
                &self.revision.channels[pair.revision],
            );
            let listed = |channel: &'c Channel| channel.messages.iter().map(|(_, id)| id).collect();
            lists.push(MessageList {
                concern: Concern::Both,
                place: format!("channel `{}`", called(is)),
                base: listed(was),
                revision: listed(is),
            });
        }
        lists
    }
}
