//! The messages of one place in pairs: by what names them in one direction, then in whichever, then by what they hold.

use std::collections::BTreeSet;

use tidings_model::contract::MessageId;

use super::alternatives::Contents;
use super::distinction::distinction;
use super::messages::add;
use super::traffic::Travelling;
use super::{Match, Pairs, Reason};

/// The messages of one place, `old` of the base and `new` of the revision, in pairs; one that is sent and received may have
/// become two.
pub(crate) fn together(
    contents: &Contents<'_, '_>,
    old: Vec<MessageId>,
    new: Vec<MessageId>,
) -> Pairs<MessageId> {
    let [old, new] = [old, new].map(|ids| ids.into_iter().collect::<BTreeSet<_>>());
    let place = Place {
        contents,
        old: contents.traffic.was(&old),
        new: contents.traffic.is(&new),
    };
    let named = place.named(place.old.iter().copied(), place.new.iter().copied());
    let turned = place.turned(&named, &old, &new);
    let left = place.left(&named, &turned);
    let travelling = [named.matched, left.matched, turned.matched].concat();
    let travelling = travelling.into_iter().map(|one| Match {
        base: one.base.message,
        revision: one.revision.message,
        reason: one.reason,
    });
    let mut matched: Vec<Match<MessageId>> = Vec::new();
    add(&mut matched, travelling.collect());
    matched.sort_by_key(|one| (one.revision, one.base));
    let is_gone = |id: &MessageId| !matched.iter().any(|one| one.base == *id);
    let is_new = |id: &MessageId| !matched.iter().any(|one| one.revision == *id);
    Pairs {
        removed: old.iter().copied().filter(is_gone).collect(),
        added: new.iter().copied().filter(is_new).collect(),
        matched,
    }
}

/// The messages of one place, each once for every direction in which it travels.
struct Place<'a, 'c> {
    contents: &'a Contents<'a, 'c>,
    old: Vec<Travelling>,
    new: Vec<Travelling>,
}

impl Place<'_, '_> {
    fn name_was(&self, id: MessageId) -> Option<String> {
        self.contents.base.messages[id].name.clone()
    }

    fn name_is(&self, id: MessageId) -> Option<String> {
        self.contents.revision.messages[id].name.clone()
    }

    fn key_was(&self, id: MessageId) -> String {
        self.contents.base.messages[id].key.clone()
    }

    fn key_is(&self, id: MessageId) -> String {
        self.contents.revision.messages[id].key.clone()
    }

    fn distinction_was(&self, id: MessageId) -> Option<Vec<(String, String)>> {
        let base = self.contents.base;
        distinction(base, &base.messages[id])
    }

    fn distinction_is(&self, id: MessageId) -> Option<Vec<(String, String)>> {
        let revision = self.contents.revision;
        distinction(revision, &revision.messages[id])
    }

    fn are_equal(&self, one: MessageId, other: MessageId) -> bool {
        self.contents.equality.have_equal_content(one, other)
    }

    /// Messages that are told apart by different values are different ones.
    fn are_told_apart(&self, one: MessageId, other: MessageId) -> bool {
        self.distinction_was(one).is_some() && self.distinction_is(other).is_some()
    }

    /// Those that travel in one direction and have a name, a value that tells them apart, the content or the key in common:
    /// what is sent is no other message because what is received, under the same name, became one.
    fn named(
        &self,
        old: impl IntoIterator<Item = Travelling>,
        new: impl IntoIterator<Item = Travelling>,
    ) -> Pairs<Travelling> {
        let are_equal = |one: Travelling, other: Travelling| {
            one.direction == other.direction && self.are_equal(one.message, other.message)
        };
        Pairs::unpaired(old, new)
            .by(
                Reason::Name,
                |one| {
                    let name = self.name_was(one.message)?;
                    Some((name, self.key_was(one.message), one.direction))
                },
                |one| {
                    let name = self.name_is(one.message)?;
                    Some((name, self.key_is(one.message), one.direction))
                },
            )
            .by(
                Reason::Name,
                |one| Some((self.name_was(one.message)?, one.direction)),
                |one| Some((self.name_is(one.message)?, one.direction)),
            )
            .by(
                Reason::Distinction,
                |one| Some((self.distinction_was(one.message)?, one.direction)),
                |one| Some((self.distinction_is(one.message)?, one.direction)),
            )
            .when(Reason::Content, are_equal)
            .by(
                Reason::Key,
                |one| Some((self.key_was(one.message), one.direction)),
                |one| Some((self.key_is(one.message), one.direction)),
            )
            // Several that hold the same are as good as each other.
            .in_order(Reason::Content, are_equal)
    }

    /// The same of those that are not among `named`, whichever way they travel: what turned round is still that message.
    fn turned(
        &self,
        named: &Pairs<Travelling>,
        old: &BTreeSet<MessageId>,
        new: &BTreeSet<MessageId>,
    ) -> Pairs<Travelling> {
        let is_gone = |id: &&MessageId| !named.matched.iter().any(|one| one.base.message == **id);
        let is_new = |id: &&MessageId| {
            let mut matched = named.matched.iter();
            !matched.any(|one| one.revision.message == **id)
        };
        let old = old.iter().filter(is_gone).copied().map(Travelling::anyhow);
        let new = new.iter().filter(is_new).copied().map(Travelling::anyhow);
        self.named(old, new)
    }

    /// Those that are left of one direction, by what they hold nearly or in part, and the last ones.
    fn left(&self, named: &Pairs<Travelling>, turned: &Pairs<Travelling>) -> Pairs<Travelling> {
        let (inclusion, likeness) = (self.contents.inclusion, self.contents.likeness);
        let old = named.removed.iter().copied();
        let old = old.filter(|one| {
            turned
                .revision_of(Travelling::anyhow(one.message))
                .is_none()
        });
        let new = named.added.iter().copied();
        let new = new.filter(|one| turned.base_of(Travelling::anyhow(one.message)).is_none());
        let pairs = Pairs::unpaired(old, new);
        let asked = pairs.removed.len() * pairs.added.len();
        let pairs = pairs.when(Reason::Likeness, |one, other| {
            one.may_meet(other)
                && likeness.is_worth_asking(asked)
                && likeness.is_of(one.message, other.message)
        });
        let asked = pairs.removed.len() * pairs.added.len();
        let pairs = pairs.when(Reason::Inclusion, |one, other| {
            one.may_meet(other)
                && inclusion.is_worth_asking(asked)
                && !self.are_told_apart(one.message, other.message)
                && inclusion.holds(one.message, other.message)
        });
        let is_only_one = |one: Travelling, other: Travelling| {
            let old = self.old.iter().filter(|old| old.may_meet(other));
            let new = self.new.iter().filter(|new| one.may_meet(**new));
            old.count() == 1 && new.count() == 1
        };
        // What could have become of neither but the other one.
        pairs.when(Reason::Remaining, |one, other| {
            let have_names =
                self.name_was(one.message).is_some() && self.name_is(other.message).is_some();
            one.may_meet(other)
                && !self.are_told_apart(one.message, other.message)
                && (!have_names || is_only_one(one, other))
        })
    }
}
