//! Changes that are told as one: several elements share what changed, a schema that was copied changed in every copy, or
//! something went and everything that belonged to it.

use std::collections::HashMap;

use tidings_diag::Span;
use tidings_diff::{Change, Impact, Whole};

use super::human::concerned;

/// How many other places are named; more are counted.
const NAMED: usize = 12;

/// A change, with those that are told with it.
pub(in crate::commands) struct Shared<'c> {
    pub(in crate::commands) change: &'c Change,
    /// What went or came with it.
    parts: Vec<&'c Change>,
    /// The same at other places.
    others: Vec<&'c Change>,
}

/// Who does not get along with a change, and who has to look at it, in words.
type Whom = Vec<(&'static str, String)>;

/// What makes changes at several places one.
#[derive(PartialEq, Eq, Hash)]
enum Same<'c> {
    /// The check, what it found, what it means and for whom, and both places: several elements share what changed.
    Shared(&'static str, &'c str, Impact, Whom, [Option<Span>; 2]),
    /// The check, what differs, what it means and for whom: it stands in copies.
    Copied(&'static str, &'c str, Impact, Whom),
}

/// `changes` in their order, each with what is told with it.
pub(in crate::commands) fn shared<'c>(
    changes: impl IntoIterator<Item = Whole<'c>>,
) -> Vec<Shared<'c>> {
    let mut all: Vec<Shared<'c>> = Vec::new();
    let mut known: HashMap<Same<'c>, usize> = HashMap::new();
    for Whole { change, parts } in changes {
        let (check, impact) = (change.check.id, change.impact);
        let whom: Whom = concerned(change).collect();
        let places = [&change.base, &change.revision];
        let places = places.map(|place| place.as_ref().map(|place| place.span));
        let shared = Same::Shared(check, change.said(), impact, whom.clone(), places);
        let copied = change.difference();
        let copied = copied.map(|difference| Same::Copied(check, difference, impact, whom));
        let mut same = copied.into_iter().chain([shared]).collect::<Vec<_>>();
        let first = same.iter().find_map(|same| known.get(same).copied());
        // One element may say the same twice of what has no words for its place.
        let first =
            first.filter(|first| same.len() > 1 || all[*first].change.element != change.element);
        let index = first.unwrap_or(all.len());
        for same in same.drain(..) {
            known.entry(same).or_insert(index);
        }
        match first {
            Some(first) => all[first].others.push(change),
            None => all.push(Shared {
                change,
                parts,
                others: Vec::new(),
            }),
        }
    }
    all
}

impl Shared<'_> {
    /// How many changes are told as one, as they are counted.
    pub(super) fn count(&self) -> usize {
        1 + self.others.len()
    }

    /// The same at other places, in words; `None` where there are none.
    ///
    /// `line` says on which line a change stands, where that is of use.
    pub(in crate::commands) fn others_in_words(
        &self,
        line: impl Fn(&Change) -> Option<String>,
    ) -> Option<String> {
        let own = line(self.change);
        let named = self.others.iter().take(NAMED);
        let named = named.map(|change| {
            let place = change.place();
            // What is shared stands at one place.
            match line(change).filter(|line| Some(line) != own.as_ref()) {
                Some(line) => format!("{place} ({line})"),
                None => place,
            }
        });
        counted_out(named.collect(), self.others.len())
    }

    /// What is told with it, each in words behind what it is.
    pub(super) fn in_words(
        &self,
        line: impl Fn(&Change) -> Option<String>,
    ) -> impl Iterator<Item = (&'static str, String)> {
        let parts = self.parts_in_words().map(|parts| ("with it", parts));
        let others = self.others_in_words(line);
        let others = others.map(|others| ("likewise in", others));
        parts.into_iter().chain(others)
    }

    /// What went or came with it, in words; `None` where nothing did.
    pub(in crate::commands) fn parts_in_words(&self) -> Option<String> {
        parts_in_words(&self.parts)
    }
}

/// What goes or comes with something, in words; `None` where nothing does.
pub(super) fn parts_in_words(parts: &[&Change]) -> Option<String> {
    let named = parts.iter().take(NAMED);
    let named = named.map(|part| part.place());
    counted_out(named.collect(), parts.len())
}

/// The names of the first of `count`.
fn counted_out(named: Vec<String>, count: usize) -> Option<String> {
    match count - named.len() {
        _ if named.is_empty() => None,
        0 => Some(named.join(", ")),
        more => Some(format!("{} and {more} more", named.join(", "))),
    }
}
