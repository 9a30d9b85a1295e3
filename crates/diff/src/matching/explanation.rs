//! Which element was taken for which, and why, in words.

use std::collections::HashSet;

use tidings_model::Contract;
use tidings_model::contract::{Channel, MessageId, Payload};

use super::{Match, Matching, Pairs, Reason};
use crate::schema::{Chosen, Equality, Graphs, chosen};

impl Matching {
    /// Every pair of elements of `base` and `revision`, and of alternatives of what their messages hold where that differs,
    /// and what is left on both sides: one sentence for each, without a full stop.
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
        lines.extend(self.chosen(base, revision));
        lines
    }

    /// The alternatives of payloads and headers that differ, each once, wherever its message refers to it.
    fn chosen(&self, base: &Contract, revision: &Contract) -> Vec<String> {
        let equality = Equality::between(base, revision);
        let graphs = Graphs {
            base: &base.schemas,
            revision: &revision.schemas,
        };
        let mut told = HashSet::new();
        let mut lines = Vec::new();
        for pair in &self.messages.matched {
            for (part, was, is) in self.parts(pair, base, revision) {
                let roots = was.json_schema().zip(is.json_schema());
                let chosen = roots.map(|(was, is)| chosen(graphs, &equality, was, is));
                let new = chosen.into_iter().flatten();
                let new = new.filter(|one| told.insert(one.schemas));
                let key = &revision.messages[pair.revision].key;
                lines.extend(new.map(|one| alternative(&one, &format!("{part} of `{key}`"))));
            }
        }
        lines
    }

    /// What two messages that are one have in both versions: their payloads, or an alternative that one of them is of the
    /// other one, and their headers.
    fn parts<'c>(
        &'c self,
        pair: &Match<MessageId>,
        base: &'c Contract,
        revision: &'c Contract,
    ) -> Vec<(&'static str, &'c Payload, &'c Payload)> {
        let (was, is) = (&base.messages[pair.base], &revision.messages[pair.revision]);
        let alternatives = self.alternatives_between(pair.base, pair.revision);
        let alternatives = alternatives.map(|one| one.payloads());
        let mut parts: Vec<_> = alternatives.map(|[was, is]| ("payload", was, is)).collect();
        if parts.is_empty() {
            let payloads = was.payload.as_ref().zip(is.payload.as_ref());
            parts.extend(payloads.map(|(was, is)| ("payload", was, is)));
        }
        let headers = was.headers.as_ref().zip(is.headers.as_ref());
        parts.extend(headers.map(|(was, is)| ("headers", was, is)));
        parts
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

/// What became of an alternative of the values at a place of `part`.
fn alternative(one: &Chosen, part: &str) -> String {
    let place = match one.path.as_str() {
        "" => part.to_owned(),
        path => format!("{part} `{path}`"),
    };
    match (&one.base, &one.revision) {
        (Some(was), Some(is)) => {
            let reason = &one.reason;
            format!("alternative {was} in {place} is {is}, by {reason}")
        }
        (Some(was), None) => format!("alternative {was} in {place} is only in the base"),
        (None, Some(is)) => format!("alternative {is} in {place} is only in the revision"),
        (None, None) => String::new(),
    }
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
