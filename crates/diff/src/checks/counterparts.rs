//! What in the revision looks like something that is gone: said in words, because nobody knows that it is the same.

use tidings_model::Contract;
use tidings_model::contract::{Message, MessageId, Payload};

use super::found::enumerated;
use super::versions::called;
use super::{Versions, message_lists::MessageList};
use crate::Version;
use crate::facts::Fact;

/// Two messages of one place, of which one is gone and the other one is new, with one payload that no other message there
/// has that is gone or new.
pub(super) struct Replacement<'c> {
    pub(super) was: &'c Message,
    pub(super) is: &'c Message,
}

/// Messages that new channels have, in words.
pub(super) struct Moved {
    pub(super) messages: String,
    /// The channels, with the verb: "the new channel `bills` has".
    pub(super) having: String,
}

impl Replacement<'_> {
    /// What is new, in words that follow what is gone.
    pub(super) fn of_gone(&self) -> String {
        let new = self.called(self.is);
        format!("; {new}, which is new there, has its payload")
    }

    /// What is gone, in words that follow what is new.
    pub(super) fn of_new(&self) -> String {
        let gone = self.called(self.was);
        format!(", with the payload of {gone}, which is gone")
    }

    fn called(&self, one: &Message) -> String {
        match self.was.key == self.is.key {
            true => format!("another `{}`", one.key),
            false => format!("`{}`", one.key),
        }
    }
}

impl<'c> Versions<'c> {
    /// What took the place of the message `id` of `version` in `list`, or whose place it took.
    pub(super) fn replacement(
        &self,
        list: &MessageList<'c>,
        id: MessageId,
        version: Version,
    ) -> Option<Replacement<'c>> {
        let payload = self.described_payload(id, version)?;
        let only = |ids: &[MessageId], version| {
            let mut same = ids
                .iter()
                .filter(|id| self.described_payload(**id, version).as_ref() == Some(&payload));
            let first = same.next().copied();
            first.filter(|_| same.next().is_none())
        };
        Some(Replacement {
            was: &self.base.messages[only(&list.removed, Version::Base)?],
            is: &self.revision.messages[only(&list.added, Version::Revision)?],
        })
    }

    /// The payload of a message, where it says more than of which type it is.
    fn described_payload(&self, id: MessageId, version: Version) -> Option<Fact> {
        let contract = match version {
            Version::Base => self.base,
            Version::Revision => self.revision,
        };
        let payload = contract.messages[id].payload.as_ref()?;
        says_much(contract, payload).then(|| self.hashes.fact(payload, version))
    }

    /// Which of the messages `ids` of the base, by their names and all that they hold, channels have that only the
    /// revision has.
    pub(super) fn in_new_channels(&self, ids: &[MessageId]) -> Option<Moved> {
        let (mut messages, mut channels) = (Vec::new(), Vec::new());
        for id in ids {
            let was = &self.base.messages[*id];
            let new = self.matching.channels.added.iter();
            let new = new.map(|id| &self.revision.channels[*id]);
            let having = new.filter(|channel| {
                let mut listed = channel.messages.iter();
                listed.any(|(_, id)| self.is_copy(was, &self.revision.messages[*id]))
            });
            let having: Vec<String> = having.map(|it| format!("`{}`", called(it))).collect();
            if !having.is_empty() {
                messages.push(format!("`{}`", was.key));
                channels.extend(having);
            }
        }
        for names in [&mut messages, &mut channels] {
            names.sort();
            names.dedup();
        }
        let words = |names: &[String]| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            enumerated(&names)
        };
        let having = match channels.len() {
            1 => format!("the new channel {} has", words(&channels)),
            _ => format!("the new channels {} have", words(&channels)),
        };
        (!messages.is_empty()).then(|| Moved {
            messages: words(&messages),
            having,
        })
    }

    /// Whether both messages have one name and hold the same.
    fn is_copy(&self, was: &Message, is: &Message) -> bool {
        let is_named = match (&was.name, &is.name) {
            (None, None) => was.key == is.key,
            (one, other) => one == other,
        };
        is_named
            && was.payload.is_some()
            && self.content(was, Version::Base) == self.content(is, Version::Revision)
    }
}

/// Whether `payload` describes what is in it.
fn says_much(contract: &Contract, payload: &Payload) -> bool {
    let Payload::Schema(schema) = payload else {
        return true;
    };
    contract.schemas.rules(*schema).is_some_and(|rules| {
        !rules.object.properties.is_empty()
            || !rules.all_of.is_empty()
            || !rules.any_of.is_empty()
            || !rules.one_of.is_empty()
    })
}
