//! Both versions, as a check sees them.

use std::collections::HashSet;

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{
    Channel, ChannelId, ElementId, Message, MessageId, Operation, Payload, Server,
};

use crate::facts::Fact;
use crate::matching::{Match, Matching};
use crate::partners::Partners;
use crate::roles::{Concern, Roles};
use crate::schema::Hashes;
use crate::terms::Agreed;
use crate::{Options, Reading, Version};

/// Both versions with their elements in pairs.
pub(crate) struct Versions<'c> {
    pub(crate) base: &'c Contract,
    pub(crate) revision: &'c Contract,
    pub(crate) matching: &'c Matching,
    pub(crate) options: &'c Options,
    agreed: &'c Agreed,
    /// The hashes of what messages hold.
    pub(crate) hashes: &'c Hashes<'c>,
    base_roles: Roles,
    revision_roles: Roles,
    /// The keys that several messages of the revision have.
    shared_keys: HashSet<&'c str>,
    /// The elements of which there are several messages in the revision, one that is sent and one that is received.
    two_ways: HashSet<&'c ElementId>,
}

impl<'c> Versions<'c> {
    pub(crate) fn new(
        base: &'c Contract,
        revision: &'c Contract,
        matching: &'c Matching,
        (options, agreed): (&'c Options, &'c Agreed),
        hashes: &'c Hashes<'c>,
    ) -> Self {
        let revision_roles = Roles::of(revision);
        Self {
            base,
            revision,
            matching,
            options,
            agreed,
            hashes,
            base_roles: Roles::of(base),
            shared_keys: shared_keys(revision),
            two_ways: two_ways(revision, &revision_roles),
            revision_roles,
        }
    }

    /// Which of two messages that are one element is meant by `concern`, whom a change of it concerns; `None` where there is
    /// one only.
    pub(crate) fn way(&self, element: &ElementId, concern: Concern) -> Option<&'static str> {
        match self.two_ways.contains(element) {
            true if concern.is_sent() => Some("as it is sent"),
            true if concern.is_received() => Some("as it is received"),
            _ => None,
        }
    }

    /// A message of the revision as people call it: by its key, by its channel where others have that key, and by what is done
    /// with it where another one of the same channel is called so.
    pub(super) fn called_message(&self, message: &Message) -> String {
        let code = format!("`{}`", message.key);
        if !self.shared_keys.contains(&*message.key) {
            return code;
        }
        let messages = &self.revision.messages;
        let is_listed = |channel: &&Channel| {
            let mut listed = channel.messages.iter();
            listed.any(|(_, id)| messages[*id].origin.location == message.origin.location)
        };
        let mut channels = self.revision.channels.iter();
        let channel = match channels.find(is_listed) {
            Some(channel) => format!(" of channel `{}`", called(channel)),
            None => String::new(),
        };
        let mut all = messages.enumerate();
        let id = all.find(|(_, it)| it.origin.location == message.origin.location);
        let concern = id.and_then(|(id, _)| self.revision_roles.known_message(id));
        let way = concern.and_then(|concern| self.way(&message.element, concern));
        let way = way.map_or_else(String::new, |way| format!(" {way}"));
        format!("{code}{channel}{way}")
    }

    /// What `message` of `version` holds.
    pub(super) fn content(&self, message: &Message, version: Version) -> Fact {
        let fact = |payload: &Payload| self.hashes.fact(payload, version);
        let parts = [&message.payload, &message.headers];
        Fact::list(parts.map(|part| part.as_ref().map(fact)))
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

    /// The channels of both versions that no operation uses in either.
    pub(super) fn unused_channels(&self) -> impl Iterator<Item = &'c Match<ChannelId>> {
        let is_used = |one: &Match<ChannelId>| {
            self.base_roles.known_channel(one.base).is_some()
                || self.revision_roles.known_channel(one.revision).is_some()
        };
        let matched = self.matching.channels.matched.iter();
        matched.filter(move |one| !is_used(one))
    }

    /// Those with whom the application exchanges anything in one version at least; everybody, where no operation says so.
    pub(crate) fn partners(&self) -> Partners {
        let concerns = [&self.base_roles, &self.revision_roles].map(Roles::known);
        let [base, revision] = concerns;
        Concern::of_versions(base, revision).partners()
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

    /// The messages of both versions that somebody may know in both, as far as they are compared in this way.
    pub(super) fn known_messages(&self) -> impl Iterator<Item = &'c Match<MessageId>> {
        let matched = self.matching.messages.matched.iter();
        matched.filter(|one| self.is_asked(one) && self.may_meet(one))
    }

    /// Whether two messages that are one are compared in this way. It is asked only where an element is several messages:
    /// otherwise what is found is sorted out by its element.
    fn is_asked(&self, pair: &Match<MessageId>) -> bool {
        let element = &self.revision.messages[pair.revision].element;
        !self.agreed.is_shared(element) || self.agreed.apply_to_pair(self.options, pair)
    }

    /// Whether a message that only `version` has is compared in this way.
    pub(super) fn is_asked_alone(&self, version: Version, id: MessageId) -> bool {
        self.agreed.apply_to_message(self.options, version, id)
    }

    /// Whether somebody who knew the message of the base may meet that of the revision: not where the one was only sent and
    /// the other one is only received, unless one operation has both and was turned round.
    fn may_meet(&self, pair: &Match<MessageId>) -> bool {
        let was = self.base_roles.known_message(pair.base);
        let is = self.revision_roles.known_message(pair.revision);
        let are_opposite = was.zip(is).is_some_and(|(was, is)| {
            (was.is_sent() && is.is_received()) || (was.is_received() && is.is_sent())
        });
        let have_both = |(was, is): (&[MessageId], &[MessageId])| {
            was.contains(&pair.base) && is.contains(&pair.revision)
        };
        let was_turned = |(was, is): (&Operation, &Operation)| {
            let replies = was.reply.as_ref().zip(is.reply.as_ref());
            let replies = replies.map(|(was, is)| (&*was.messages, &*is.messages));
            have_both((&was.messages, &is.messages)) || replies.is_some_and(have_both)
        };
        !are_opposite || self.operations().any(was_turned)
    }

    /// The messages of both versions that somebody may know in both, each with whom a change of it concerns.
    pub(crate) fn messages(&self) -> impl Iterator<Item = (&'c Message, &'c Message, Concern)> {
        self.known_messages().map(|one| {
            (
                &self.base.messages[one.base],
                &self.revision.messages[one.revision],
                self.concern(one),
            )
        })
    }

    /// Whom a change of a message concerns.
    pub(crate) fn concern(&self, pair: &Match<MessageId>) -> Concern {
        let was = self.base_roles.known_message(pair.base);
        let is = self.revision_roles.known_message(pair.revision);
        // Of what travels both ways in one version, the other one may have another message for each.
        let shared = was.zip(is).and_then(|(was, is)| was.shared(is));
        shared.unwrap_or(Concern::of_versions(was, is))
    }

    /// Whether both are written in AsyncAPI 2, so that what only that has is neither gone nor new.
    pub(super) fn are_of_2(&self) -> bool {
        [self.base, self.revision].into_iter().all(is_of_2)
    }

    /// Whether partners take the contract literally: they may write what it does not declare, and ignore nothing.
    pub(crate) fn is_literal(&self) -> bool {
        matches!(self.options.reading, Reading::Strict | Reading::Confluent)
    }
}

/// The keys that several messages of `contract` have.
fn shared_keys(contract: &Contract) -> HashSet<&str> {
    let mut seen = HashSet::new();
    let keys = contract.messages.iter().map(|message| &*message.key);
    keys.filter(|key| !seen.insert(*key)).collect()
}

/// The elements of `contract` that are one message which is only sent and another one which is only received.
fn two_ways<'c>(contract: &'c Contract, roles: &Roles) -> HashSet<&'c ElementId> {
    let of = |is_meant: fn(Concern) -> bool| -> HashSet<&'c ElementId> {
        let ids = contract.messages.ids();
        let known = ids.filter(|id| roles.known_message(*id).is_some_and(is_meant));
        known.map(|id| &contract.messages[id].element).collect()
    };
    let sent = of(Concern::is_sent);
    sent.intersection(&of(Concern::is_received))
        .copied()
        .collect()
}

/// Where the first of `fields` stands that `server` has, or where the server is named.
pub(super) fn field_of<'c>(server: &'c Server, fields: &[&str]) -> &'c Location {
    let mut stands = fields.iter().filter_map(|field| server.fields.of(field));
    stands.next().unwrap_or_else(|| server.origin.named())
}

/// A channel as people call it: by its address, by its key where it has none.
pub(crate) fn called(channel: &Channel) -> &str {
    channel.address.as_deref().unwrap_or(&channel.key)
}

/// Whether `contract` follows AsyncAPI 2.
pub(super) fn is_of_2(contract: &Contract) -> bool {
    contract.specification.map(|version| version.major) == Some(2)
}
