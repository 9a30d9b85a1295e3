//! Which element was taken for which, and why, in words.

use tidings_model::Contract;
use tidings_model::contract::{Channel, MessageId};

use super::{Matching, Pairs, Reason};

impl Matching {
    /// Every pair of elements of `base` and `revision`, and what is left on both sides: one sentence for each, without a
    /// full stop.
    pub fn explanation(&self, base: &Contract, revision: &Contract) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(kind(
            "server",
            &self.servers,
            |id, _| quoted(&base.servers[id].key),
            |id, _| quoted(&revision.servers[id].key),
        ));
        lines.extend(kind(
            "channel",
            &self.channels,
            |id, _| quoted(&base.channels[id].key),
            |id, _| quoted(&revision.channels[id].key),
        ));
        lines.extend(kind(
            "operation",
            &self.operations,
            |id, _| quoted(&base.operations[id].key),
            |id, _| quoted(&revision.operations[id].key),
        ));
        lines.extend(kind(
            "message",
            &self.messages_of_both(base, revision),
            |id, is_alone| message(base, id, is_alone),
            |id, is_alone| message(revision, id, is_alone),
        ));
        lines
    }

    /// The messages, with those in pairs that both versions only keep in their components: what nothing uses is known by its
    /// key.
    fn messages_of_both(&self, base: &Contract, revision: &Contract) -> Pairs<MessageId> {
        let spare = |contract: &Contract, id: MessageId| {
            let is_spare = lists(contract, id).next().is_none();
            is_spare.then(|| contract.messages[id].key.clone())
        };
        let pairs = self.messages.clone();
        pairs.by(Reason::Key, |id| spare(base, id), |id| spare(revision, id))
    }
}

/// The channels that list the message `id`.
fn lists(contract: &Contract, id: MessageId) -> impl Iterator<Item = &Channel> {
    let channels = contract.channels.iter();
    channels.filter(move |channel| channel.messages.iter().any(|(_, it)| *it == id))
}

fn quoted(key: &str) -> String {
    format!("`{key}`")
}

/// A message, with the channels that list it where it `is_alone` or others have its key: on each it is by itself.
fn message(contract: &Contract, id: MessageId, is_alone: bool) -> String {
    let key = &contract.messages[id].key;
    let mut messages = contract.messages.ids();
    let is_one = messages.all(|other| other == id || contract.messages[other].key != *key);
    if is_one && !is_alone {
        return quoted(key);
    }
    let lists = lists(contract, id);
    let lists: Vec<String> = lists.map(|channel| quoted(&channel.key)).collect();
    let key = quoted(key);
    match lists.as_slice() {
        [] => format!("{key}, which no channel has,"),
        [one] => format!("{key} of channel {one}"),
        several => format!("{key} of channels {}", several.join(", ")),
    }
}

/// What became of elements of one kind; `base` and `revision` say what one is called, and get to know whether it is only
/// there.
fn kind<I: Copy>(
    noun: &str,
    pairs: &Pairs<I>,
    base: impl Fn(I, bool) -> String,
    revision: impl Fn(I, bool) -> String,
) -> Vec<String> {
    let matched = pairs.matched.iter().map(|pair| {
        let (was, is) = (base(pair.base, false), revision(pair.revision, false));
        let reason = pair.reason.words();
        format!("{noun} {was} is {is}, by {reason}")
    });
    let removed = pairs.removed.iter().map(|id| base(*id, true));
    let removed = removed.map(|key| format!("{noun} {key} is only in the base"));
    let added = pairs.added.iter().map(|id| revision(*id, true));
    let added = added.map(|key| format!("{noun} {key} is only in the revision"));
    matched.chain(removed).chain(added).collect()
}
