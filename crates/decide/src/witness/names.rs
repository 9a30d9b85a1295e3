//! The names that schemas speak of.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};

use tidings_schema::SchemaGraph;

/// The names of properties that some schema mentions: they tell a reader more than any shorter name.
pub(super) struct Names<'g> {
    graphs: [&'g SchemaGraph; 2],
    known: OnceCell<BTreeSet<&'g str>>,
}

impl<'g> Names<'g> {
    /// The names in `graphs`.
    pub(super) fn of(graphs: [&'g SchemaGraph; 2]) -> Self {
        Self {
            graphs,
            known: OnceCell::new(),
        }
    }

    /// Whether a schema mentions `name`.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.known().contains(name)
    }

    /// The names, in alphabetical order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'g str> {
        self.known().iter().copied()
    }

    fn known(&self) -> &BTreeSet<&'g str> {
        self.known.get_or_init(|| {
            let graphs = self.graphs.into_iter();
            // Most are mentioned very often, and only the others are worth putting in order.
            let once: HashSet<&str> = graphs.flat_map(mentioned).collect();
            once.into_iter().collect()
        })
    }
}

fn mentioned(graph: &SchemaGraph) -> impl Iterator<Item = &str> {
    let rules = graph.iter().filter_map(|(id, _)| graph.rules(id));
    rules.flat_map(|rules| {
        let object = &rules.object;
        let properties = object.properties.iter().map(|property| &property.name);
        let dependent = object.dependent_required.iter();
        let dependent = dependent.flat_map(|(name, others)| others.iter().chain([name]));
        let names = properties.chain(&object.required).chain(dependent);
        names.map(String::as_str)
    })
}
