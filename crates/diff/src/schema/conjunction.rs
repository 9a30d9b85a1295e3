//! The schemas that apply to one value together.

use std::collections::BTreeSet;

use tidings_diag::Location;
use tidings_schema::{Rules, SchemaGraph, SchemaId, SchemaKind, Unread};

/// Schemas that apply to one value together, wherever they stand: references followed, `allOf` laid flat.
pub(super) struct Conjunction<'g> {
    graph: &'g SchemaGraph,
    /// The schemas, each once, in the order in which they are reached.
    pub(super) members: Vec<SchemaId>,
    /// The one of them that allows nothing, if there is one.
    pub(super) never: Option<SchemaId>,
}

impl<'g> Conjunction<'g> {
    /// What `roots` apply to a value together.
    pub(super) fn of(graph: &'g SchemaGraph, roots: &[SchemaId]) -> Self {
        let mut conjunction = Self {
            graph,
            members: Vec::new(),
            never: None,
        };
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<SchemaId> = roots.iter().rev().copied().collect();
        while let Some(id) = waiting.pop() {
            let id = graph.resolve(id);
            if !seen.insert(id) {
                continue;
            }
            match &graph.get(id).kind {
                SchemaKind::Boolean(true) | SchemaKind::Reference(_) => {}
                SchemaKind::Boolean(false) => conjunction.never = Some(id),
                SchemaKind::Rules(rules) => {
                    conjunction.members.push(id);
                    waiting.extend(rules.all_of.iter().rev());
                    waiting.extend(rules.dynamic_reference.iter().map(|it| it.target));
                }
            }
        }
        conjunction
    }

    /// What a schema that stands below one of these applies by itself.
    pub(super) fn beside(&self, schema: SchemaId) -> Self {
        Self::of(self.graph, &[schema])
    }

    /// The keywords of each schema.
    pub(super) fn rules(&self) -> impl Iterator<Item = (SchemaId, &'g Rules)> {
        let graph = self.graph;
        let members = self.members.iter();
        members.filter_map(move |id| Some((*id, graph.rules(*id)?)))
    }

    /// What could not be read of them.
    pub(super) fn unread(&self) -> Vec<&'g Unread> {
        self.rules()
            .flat_map(|(_, rules)| rules.unread.iter())
            .collect()
    }

    /// Whether nothing but that is said of the value.
    pub(super) fn is_unread(&self) -> bool {
        let mut rules = self.rules().flat_map(|(_, rules)| &rules.keywords);
        self.never.is_none()
            && !self.unread().is_empty()
            && rules.all(|keyword| matches!(&*keyword.name, "$ref" | "allOf"))
    }

    /// The schemas that `part` finds in the keywords of each schema.
    pub(super) fn parts(&self, part: impl Fn(&'g Rules) -> Option<SchemaId>) -> Vec<SchemaId> {
        self.rules().filter_map(|(_, rules)| part(rules)).collect()
    }

    /// Where the keyword `name` stands, or else the first schema.
    pub(super) fn place(&self, name: &str) -> Option<Location> {
        let mut rules = self.rules();
        let keyword = rules.find_map(|(_, rules)| rules.keyword(name));
        keyword.map(|keyword| keyword.location()).or_else(|| {
            let first = self.members.first().copied().or(self.never)?;
            Some(self.graph.get(first).location.clone())
        })
    }
}
