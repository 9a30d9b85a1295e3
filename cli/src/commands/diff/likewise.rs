//! Changes that are one change, because several elements share what changed: a schema that many messages refer to.

use std::collections::HashMap;

use tidings_diag::Span;
use tidings_diff::Change;

/// How many elements are named; more are counted.
const NAMED: usize = 6;

/// A change, with those of other elements that are the same one.
pub(in crate::commands) struct Shared<'c> {
    pub(in crate::commands) change: &'c Change,
    others: Vec<&'c Change>,
}

/// What makes changes of several elements one: the check, what it found, and both places.
type Same<'c> = (&'static str, &'c str, [Option<Span>; 2]);

/// `changes` in their order, each with those of other elements that came after it and stand at the same places.
pub(in crate::commands) fn shared<'c>(
    changes: impl Iterator<Item = &'c Change>,
) -> Vec<Shared<'c>> {
    let mut all: Vec<Shared<'c>> = Vec::new();
    let mut known: HashMap<Same<'c>, usize> = HashMap::new();
    for change in changes {
        let places = [&change.base, &change.revision];
        let places = places.map(|place| place.as_ref().map(|place| place.span));
        let same = (change.check.id, change.detail.as_str(), places);
        let first = *known.entry(same).or_insert(all.len());
        match all.get_mut(first) {
            Some(shared) if shared.change.element != change.element => shared.others.push(change),
            _ => all.push(Shared {
                change,
                others: Vec::new(),
            }),
        }
    }
    all
}

impl Shared<'_> {
    /// The other elements, in words; `None` where there are none.
    pub(in crate::commands) fn others_in_words(&self) -> Option<String> {
        let named = self.others.iter().take(NAMED);
        let named: Vec<String> = named
            .map(|change| {
                let element = change.element.as_str();
                match element.split_once(':') {
                    Some((kind, name)) => format!("{kind} `{name}`"),
                    None => element.to_owned(),
                }
            })
            .collect();
        match self.others.len() - named.len() {
            _ if named.is_empty() => None,
            0 => Some(named.join(", ")),
            more => Some(format!("{} and {more} more", named.join(", "))),
        }
    }
}
