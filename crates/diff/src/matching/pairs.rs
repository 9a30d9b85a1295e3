//! Pairs, and how they are found: rule after rule, each pairing what the ones before it left.

use std::collections::HashMap;
use std::hash::Hash;

use crate::Version;

/// Elements of one kind in pairs.
#[derive(Clone, Debug)]
pub struct Pairs<I> {
    /// Those that both versions have, in the order of the revision.
    pub matched: Vec<Match<I>>,
    /// Those that only the base has.
    pub removed: Vec<I>,
    /// Those that only the revision has.
    pub added: Vec<I>,
}

/// An element that both versions have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<I> {
    /// The element in the base.
    pub base: I,
    /// The element in the revision.
    pub revision: I,
    /// Why the two are one.
    pub reason: Reason,
}

/// Why two elements are one, in words that follow "they have".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The same key.
    Key,
    /// The same address.
    Address,
    /// The same address, with other names of parameters.
    AddressShape,
    /// The same name.
    Name,
    /// The same action on the same channel.
    Action,
    /// The same value of the field that tells messages apart.
    Distinction,
    /// The same content.
    Content,
    /// Contents of which one allows everything that the other one does.
    Inclusion,
    /// A content that is one of the alternatives of the other one's.
    Alternative,
    /// Nearly the same content, under one name.
    Likeness,
    /// Nothing else is left that either could be.
    Remaining,
}

impl Reason {
    /// The reason in words that follow "paired by".
    pub fn words(self) -> &'static str {
        match self {
            Self::Key => "the key",
            Self::Address => "the address",
            Self::AddressShape => "the address, in which parameters are called otherwise",
            Self::Name => "the name",
            Self::Action => "what is done with the channel",
            Self::Distinction => "the value that tells it from other messages",
            Self::Content => "what it holds",
            Self::Inclusion => {
                "what it holds, of which one version allows everything that the other one does"
            }
            Self::Alternative => "what it holds, which is one of the alternatives in one version",
            Self::Likeness => "most of what it holds",
            Self::Remaining => "being the only one left on both sides",
        }
    }
}

impl<I> Pairs<I> {
    /// Those that only `version` has.
    pub(crate) fn only_in(&self, version: Version) -> &[I] {
        match version {
            Version::Base => &self.removed,
            Version::Revision => &self.added,
        }
    }
}

impl<I: Copy> Match<I> {
    /// The element as `version` has it.
    pub(crate) fn of(&self, version: Version) -> I {
        match version {
            Version::Base => self.base,
            Version::Revision => self.revision,
        }
    }
}

impl<I> Default for Pairs<I> {
    fn default() -> Self {
        Self {
            matched: Vec::new(),
            removed: Vec::new(),
            added: Vec::new(),
        }
    }
}

impl<I: Copy + Eq + Hash + Ord> Pairs<I> {
    /// No pairs yet between `base` and `revision`.
    pub(super) fn unpaired(
        base: impl IntoIterator<Item = I>,
        revision: impl IntoIterator<Item = I>,
    ) -> Self {
        Self {
            matched: Vec::new(),
            removed: base.into_iter().collect(),
            added: revision.into_iter().collect(),
        }
    }

    /// Pairs those left that have one value of `base` and `revision` in common and are the only ones with it.
    pub(super) fn by<K: Eq + Hash>(
        mut self,
        reason: Reason,
        base: impl Fn(I) -> Option<K>,
        revision: impl Fn(I) -> Option<K>,
    ) -> Self {
        let (old, new) = (unique(&self.removed, base), unique(&self.added, revision));
        let found = new.into_iter().filter_map(|(key, revision)| {
            let base = *old.get(&key)?;
            Some(Match {
                base,
                revision,
                reason,
            })
        });
        let found: Vec<Match<I>> = found.collect();
        self.take(found);
        self
    }

    /// Pairs those left that `are_one` says to be one, if no other could be either of them.
    pub(super) fn when(mut self, reason: Reason, mut are_one: impl FnMut(I, I) -> bool) -> Self {
        let mut candidates: Vec<Match<I>> = Vec::new();
        for base in &self.removed {
            for revision in &self.added {
                if are_one(*base, *revision) {
                    candidates.push(Match {
                        base: *base,
                        revision: *revision,
                        reason,
                    });
                }
            }
        }
        let alone = |one: &Match<I>| {
            let rivals = candidates.iter();
            rivals
                .filter(|other| other.base == one.base || other.revision == one.revision)
                .count()
                == 1
        };
        let found: Vec<Match<I>> = candidates.iter().copied().filter(alone).collect();
        self.take(found);
        self
    }

    /// Pairs those left that `are_one` says to be one, each with the first that is left, because nothing tells several
    /// of them apart.
    pub(super) fn in_order(mut self, reason: Reason, are_one: impl Fn(I, I) -> bool) -> Self {
        let mut left = self.added.clone();
        let mut found = Vec::new();
        for base in self.removed.iter().copied() {
            if let Some(index) = left.iter().position(|revision| are_one(base, *revision)) {
                let revision = left.remove(index);
                found.push(Match {
                    base,
                    revision,
                    reason,
                });
            }
        }
        self.take(found);
        self
    }

    /// Moves `found` from what is left to what is paired.
    fn take(&mut self, found: Vec<Match<I>>) {
        self.removed
            .retain(|id| !found.iter().any(|one| one.base == *id));
        self.added
            .retain(|id| !found.iter().any(|one| one.revision == *id));
        self.matched.extend(found);
        self.matched.sort_by_key(|one| (one.revision, one.base));
    }

    /// What `base` is in the revision, if it is one thing.
    pub(crate) fn revision_of(&self, base: I) -> Option<I> {
        let mut found = self.matched.iter().filter(|one| one.base == base);
        found.next().map(|one| one.revision)
    }

    /// What `revision` was in the base, if it was one thing.
    pub(crate) fn base_of(&self, revision: I) -> Option<I> {
        let mut found = self.matched.iter().filter(|one| one.revision == revision);
        found.next().map(|one| one.base)
    }

    /// Whether the two are one.
    pub(crate) fn are_one(&self, base: I, revision: I) -> bool {
        let mut matched = self.matched.iter();
        matched.any(|one| one.base == base && one.revision == revision)
    }
}

/// Those of `ids` whose key no other one has, by key.
fn unique<I: Copy, K: Eq + Hash>(ids: &[I], key: impl Fn(I) -> Option<K>) -> HashMap<K, I> {
    let mut found: HashMap<K, Option<I>> = HashMap::new();
    for id in ids {
        if let Some(key) = key(*id) {
            found
                .entry(key)
                .and_modify(|known| *known = None)
                .or_insert(Some(*id));
        }
    }
    let unique = found.into_iter();
    unique.filter_map(|(key, id)| Some((key, id?))).collect()
}
