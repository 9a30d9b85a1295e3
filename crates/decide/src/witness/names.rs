//! The names and values that schemas speak of.

use std::cell::OnceCell;

use tidings_schema::{Literal, Rules};

use crate::Subject;

/// The names of properties that some schema mentions: they tell a reader more than any shorter name.
pub(super) struct Names<'g> {
    subjects: [Subject<'g>; 2],
    known: OnceCell<Vec<&'g str>>,
}

impl<'g> Names<'g> {
    /// The names in `subjects` and in what they lead to.
    pub(super) fn of(subjects: [Subject<'g>; 2]) -> Self {
        Self {
            subjects,
            known: OnceCell::new(),
        }
    }

    /// Whether a schema mentions `name`.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.known().binary_search(&name).is_ok()
    }

    /// The names, in alphabetical order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'g str> {
        self.known().iter().copied()
    }

    /// The values that some schema lists, alone or among others.
    pub(super) fn values(&self) -> Vec<&'g Literal> {
        let mut values: Vec<_> = self.subjects.into_iter().flat_map(listed).collect();
        values.sort_by_cached_key(|value| value.to_string());
        values.dedup();
        values
    }

    /// Whether a schema lists `value`.
    pub(super) fn has_value(&self, value: &Literal) -> bool {
        let mut values = self.subjects.into_iter().flat_map(listed);
        values.any(|listed| listed == value)
    }

    fn known(&self) -> &[&'g str] {
        self.known.get_or_init(|| {
            let subjects = self.subjects.into_iter();
            let mut names: Vec<&str> = subjects.flat_map(mentioned).collect();
            // Most are mentioned very often, which makes sorting cheaper than hashing each.
            names.sort_unstable();
            names.dedup();
            names
        })
    }
}

fn listed(subject: Subject<'_>) -> impl Iterator<Item = &Literal> {
    let Subject { graph, schema } = subject;
    let rules = graph.below(schema).filter_map(|id| graph.rules(id));
    rules.flat_map(Rules::listed)
}

fn mentioned(subject: Subject<'_>) -> impl Iterator<Item = &str> {
    let Subject { graph, schema } = subject;
    let rules = graph.below(schema).filter_map(|id| graph.rules(id));
    rules.flat_map(|rules| {
        let object = &rules.object;
        let properties = object.properties.iter().map(|property| &property.name);
        let dependent = object.dependent_required.iter();
        let dependent = dependent.flat_map(|(name, others)| others.iter().chain([name]));
        let names = properties.chain(&object.required).chain(dependent);
        names.map(String::as_str)
    })
}
