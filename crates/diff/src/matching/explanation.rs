//! Which element was taken for which, and why, in words.

use tidings_model::Contract;

use super::{Matching, Pairs};

impl Matching {
    /// Every pair of elements of `base` and `revision`, and what is left on both sides: one sentence for each, without a
    /// full stop.
    pub fn explanation(&self, base: &Contract, revision: &Contract) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(kind(
            "server",
            &self.servers,
            |id| &base.servers[id].key,
            |id| &revision.servers[id].key,
        ));
        lines.extend(kind(
            "channel",
            &self.channels,
            |id| &base.channels[id].key,
            |id| &revision.channels[id].key,
        ));
        lines.extend(kind(
            "operation",
            &self.operations,
            |id| &base.operations[id].key,
            |id| &revision.operations[id].key,
        ));
        lines.extend(kind(
            "message",
            &self.messages,
            |id| &base.messages[id].key,
            |id| &revision.messages[id].key,
        ));
        lines
    }
}

fn kind<'c, I: Copy>(
    noun: &str,
    pairs: &Pairs<I>,
    base: impl Fn(I) -> &'c String,
    revision: impl Fn(I) -> &'c String,
) -> Vec<String> {
    let matched = pairs.matched.iter().map(|pair| {
        let (was, is) = (base(pair.base), revision(pair.revision));
        let reason = pair.reason.words();
        format!("{noun} `{was}` is `{is}`, by {reason}")
    });
    let removed = pairs.removed.iter().map(|id| base(*id));
    let removed = removed.map(|key| format!("{noun} `{key}` is only in the base"));
    let added = pairs.added.iter().map(|id| revision(*id));
    let added = added.map(|key| format!("{noun} `{key}` is only in the revision"));
    matched.chain(removed).chain(added).collect()
}
