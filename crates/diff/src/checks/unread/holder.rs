//! What has messages, and which of those could not be read.

use tidings_diag::Location;
use tidings_model::Contract;
use tidings_model::contract::{Channel, LeftOut, MessageId, Operation, Part, Reply};
use tidings_syntax::unescape_pointer;

use super::super::lack::{after, last_of};

/// Where an element lists all of its messages.
const WHOLE_LISTS: [&str; 2] = ["/messages", "/message/oneOf"];

/// The fields that say, in some version of AsyncAPI, which messages an element has.
const LISTING: [&str; 4] = ["/message", "/messages", "/publish", "/subscribe"];

/// What has messages.
#[derive(Clone, Copy)]
pub(in crate::checks) enum Holder<'c> {
    Channel(&'c Channel),
    Operation(&'c Operation),
    Reply(&'c Reply),
}

/// A message that could not be read, as its holder mentions it.
pub(super) struct Mention<'c> {
    pub(super) key: String,
    pub(super) left_out: &'c LeftOut,
}

impl<'c> Holder<'c> {
    /// The messages that could not be read.
    pub(super) fn mentions(self, contract: &'c Contract) -> Vec<Mention<'c>> {
        let (origin, references) = match self {
            Self::Channel(channel) => {
                let of_channel = mentions(contract, &channel.origin.location, |_, rest| {
                    let key = rest.strip_prefix("/messages/")?;
                    (!key.contains('/')).then(|| unescape_pointer(key))
                });
                return of_channel;
            }
            Self::Operation(operation) => {
                (&operation.origin.location, &operation.message_references)
            }
            Self::Reply(reply) => (&reply.origin.location, &reply.message_references),
        };
        let own = mentions(contract, origin, |one, rest| {
            let lists = ["/messages/", "/message/oneOf/"].into_iter();
            let rest = rest.strip_suffix("/$ref").unwrap_or(rest);
            let mut items = lists.filter_map(|list| rest.strip_prefix(list));
            let is_one = rest == "/message" || items.any(|item| !item.contains('/'));
            is_one.then(|| last_of(one.reference.as_deref().unwrap_or(rest)))
        });
        match self.channel(contract) {
            // Who lists no messages has all of its channel.
            Some(channel) if own.is_empty() && references.is_empty() => {
                Holder::Channel(channel).mentions(contract)
            }
            _ => own,
        }
    }

    /// Whether nobody knows which messages it has, because what says so is broken as a whole.
    pub(super) fn is_unlisted(self, contract: &'c Contract) -> bool {
        let (origin, references) = match self {
            Self::Channel(channel) => return has_broken_list(contract, &channel.origin.location),
            Self::Operation(operation) => {
                (&operation.origin.location, &operation.message_references)
            }
            Self::Reply(reply) => (&reply.origin.location, &reply.message_references),
        };
        // Who lists no messages has all of its channel.
        let lists_none = || {
            references.is_empty()
                && self.messages().is_empty()
                && self.mentions(contract).is_empty()
        };
        let of_channel = || {
            let channel = self.channel(contract);
            channel.is_some_and(|channel| Holder::Channel(channel).is_unlisted(contract))
        };
        has_broken_list(contract, origin) || lists_none() && of_channel()
    }

    /// Whether it is known which messages it has, and each could be read.
    pub(in crate::checks) fn is_read(self, contract: &'c Contract) -> bool {
        !self.is_unlisted(contract) && self.mentions(contract).is_empty()
    }

    /// The channel that its messages are on.
    pub(in crate::checks) fn channel(self, contract: &'c Contract) -> Option<&'c Channel> {
        match self {
            Self::Channel(channel) => Some(channel),
            Self::Operation(operation) => Some(&contract.channels[operation.channel]),
            Self::Reply(reply) => reply.channel.map(|channel| &contract.channels[channel]),
        }
    }

    /// The messages that could be read.
    pub(super) fn messages(self) -> Vec<MessageId> {
        match self {
            Self::Channel(channel) => channel.messages.iter().map(|(_, id)| *id).collect(),
            Self::Operation(operation) => operation.messages.clone(),
            Self::Reply(reply) => reply.messages.clone(),
        }
    }

    /// Whether it calls the message `id` so.
    pub(super) fn calls(self, contract: &'c Contract, id: MessageId, key: &str) -> bool {
        let message = &contract.messages[id];
        let pointer = message.origin.location.pointer.as_deref();
        let mut listed = self
            .channel(contract)
            .into_iter()
            .flat_map(|channel| &channel.messages);
        message.key == key
            || pointer.is_some_and(|pointer| last_of(pointer) == key)
            || listed.any(|(name, listed)| (name.as_str(), *listed) == (key, id))
    }
}

/// What could not be read of the messages in the element at `origin`, where `key` says what they are called.
fn mentions<'c>(
    contract: &'c Contract,
    origin: &Location,
    key: impl Fn(&LeftOut, &str) -> Option<String>,
) -> Vec<Mention<'c>> {
    let messages = contract.left_out.iter();
    let messages = messages.filter(|one| one.part == Part::Message);
    let found = messages.filter_map(|left_out| {
        let key = key(left_out, after(origin, &left_out.location)?)?;
        Some(Mention { key, left_out })
    });
    found.collect()
}

/// Whether what lists the messages of the element at `origin` is broken.
fn has_broken_list(contract: &Contract, origin: &Location) -> bool {
    let mut left_out = contract.left_out.iter();
    left_out.any(|one| {
        let rest = after(origin, &one.location);
        let rest = rest.map(|rest| rest.strip_suffix("/$ref").unwrap_or(rest));
        match (one.part, rest) {
            (Part::Message, Some(rest)) => WHOLE_LISTS.contains(&rest),
            // Fields of another version of AsyncAPI say it as well.
            (Part::FieldOf(_) | Part::Operation, Some(rest)) => LISTING.contains(&rest),
            _ => false,
        }
    })
}

/// Whether `one` is all that says which messages an element has, and not one of them.
pub(in crate::checks) fn is_whole_list(contract: &Contract, one: &LeftOut) -> bool {
    let is_list = |origin: &Location| {
        let rest = after(origin, &one.location);
        let rest = rest.map(|rest| rest.strip_suffix("/$ref").unwrap_or(rest));
        rest.is_some_and(|rest| WHOLE_LISTS.contains(&rest))
    };
    let mut channels = contract.channels.iter();
    let mut operations = contract.operations.iter();
    let is_of_reply = |operation: &Operation| {
        let reply = operation.reply.as_ref();
        reply.is_some_and(|reply| is_list(&reply.origin.location))
    };
    one.part == Part::Message
        && (channels.any(|channel| is_list(&channel.origin.location))
            || operations.any(|one| is_list(&one.origin.location) || is_of_reply(one)))
}
