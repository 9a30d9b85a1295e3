//! Messages that could not be read, in the places that have them: each is in both versions, gone or new, whatever it
//! says.

use tidings_model::contract::{LeftOut, MessageId};

use super::super::Versions;
use super::holder::{Holder, Mention};

/// A message of one place that could not be read in one version at least.
pub(in crate::checks) struct UnreadMessage<'c> {
    /// What the place calls it, or called it last.
    pub(in crate::checks) key: String,
    /// What could not be read of the base.
    pub(in crate::checks) base: Option<&'c LeftOut>,
    /// What could not be read of the revision.
    pub(in crate::checks) revision: Option<&'c LeftOut>,
    /// Which versions have such a message, read or not.
    pub(in crate::checks) presence: Presence,
}

impl UnreadMessage<'_> {
    /// Whether both are missing because of the same thing.
    pub(in crate::checks) fn is(&self, other: &Self) -> bool {
        let causes = |one: &Self| [one.base, one.revision].map(|it| it.map(|it| &it.cause));
        causes(self) == causes(other)
    }
}

/// Which versions have a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::checks) enum Presence {
    /// The base only.
    Removed,
    /// The revision only.
    Added,
    /// Both.
    Kept,
}

impl<'c> Versions<'c> {
    /// The messages that could not be read of one place, which is `was` in the base and `is` in the revision.
    ///
    /// What is the other version's of these is neither `removed` nor `added`, and nothing is where nobody knows which
    /// messages the other version has.
    pub(in crate::checks) fn unread_messages(
        &self,
        (was, is): (Holder<'c>, Holder<'c>),
        removed: &mut Vec<MessageId>,
        added: &mut Vec<MessageId>,
    ) -> Vec<UnreadMessage<'c>> {
        let was_unlisted = was.is_unlisted(self.base);
        let is_unlisted = is.is_unlisted(self.revision);
        if was_unlisted {
            added.clear();
        }
        if is_unlisted {
            removed.clear();
        }
        let (mut old, mut new) = (was.mentions(self.base), is.mentions(self.revision));
        if old.is_empty() && new.is_empty() {
            return Vec::new();
        }
        let is_only_one = (
            old.len() + was.messages().len(),
            new.len() + is.messages().len(),
        ) == (1, 1);
        // What is the same thing is no change, whatever it is.
        take(&mut old, &mut new, |one, other| {
            one.left_out.content == other.left_out.content
        });
        let kept = |base: Option<Mention<'c>>, revision: Option<Mention<'c>>| {
            let key = revision.as_ref().or(base.as_ref());
            let key = key.map_or_else(String::new, |one| one.key.clone());
            UnreadMessage {
                key,
                base: base.map(|one| one.left_out),
                revision: revision.map(|one| one.left_out),
                presence: Presence::Kept,
            }
        };
        let pairs = take(&mut old, &mut new, |one, other| one.key == other.key);
        let mut found: Vec<UnreadMessage<'c>> = pairs
            .into_iter()
            .map(|(base, revision)| kept(Some(base), Some(revision)))
            .collect();
        let read_before = take(removed, &mut new, |id, one| {
            is_only_one || was.calls(self.base, *id, &one.key)
        });
        found.extend(
            read_before
                .into_iter()
                .map(|(_, one)| kept(None, Some(one))),
        );
        let read_now = take(&mut old, added, |one, id| {
            is_only_one || is.calls(self.revision, *id, &one.key)
        });
        found.extend(read_now.into_iter().map(|(one, _)| kept(Some(one), None)));
        let others = take(&mut old, &mut new, |_, _| is_only_one);
        found.extend(
            others
                .into_iter()
                .map(|(base, revision)| kept(Some(base), Some(revision))),
        );
        found.extend(old.into_iter().map(|one| UnreadMessage {
            presence: match is_unlisted {
                true => Presence::Kept,
                false => Presence::Removed,
            },
            ..kept(Some(one), None)
        }));
        found.extend(new.into_iter().map(|one| UnreadMessage {
            presence: match was_unlisted {
                true => Presence::Kept,
                false => Presence::Added,
            },
            ..kept(None, Some(one))
        }));
        found
    }
}

/// Takes those of `old` and `new` in pairs that `are_one`.
fn take<O, N>(old: &mut Vec<O>, new: &mut Vec<N>, are_one: impl Fn(&O, &N) -> bool) -> Vec<(O, N)> {
    let mut pairs = Vec::new();
    for one in std::mem::take(old) {
        match new.iter().position(|other| are_one(&one, other)) {
            Some(index) => pairs.push((one, new.remove(index))),
            None => old.push(one),
        }
    }
    pairs
}
