//! The names that schemas speak of.

use std::cell::OnceCell;

use tidings_schema::SchemaGraph;

/// The names of properties that some schema mentions: they tell a reader more than any shorter name.
pub(super) struct Names<'g> {
    graphs: [&'g SchemaGraph; 2],
    known: OnceCell<Vec<&'g str>>,
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
        self.known().binary_search(&name).is_ok()
    }

    /// The names, in alphabetical order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'g str> {
        self.known().iter().copied()
    }

    fn known(&self) -> &[&'g str] {
        self.known.get_or_init(|| {
            let graphs = self.graphs.into_iter();
            let mut names: Vec<&str> = graphs.flat_map(mentioned).collect();
            // Most are mentioned very often, which makes sorting cheaper than hashing each.
            names.sort_unstable();
            names.dedup();
            names
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
