//! Schemas that apply to the same value: what one of them declares holds for the others too.

use std::collections::HashSet;

use crate::in_place::in_place;
use crate::{Additional, Rules, SchemaGraph, SchemaId, SchemaKind};

/// Larger families are not looked at: nobody writes them, and looking costs their size for each member.
const MOST: usize = 2_000;

/// For each schema those that apply it to the value they are themselves applied to, such as by `allOf`, and those that
/// it was merged into.
pub(super) struct Families<'g> {
    graph: &'g SchemaGraph,
    users: Vec<Vec<SchemaId>>,
}

impl<'g> Families<'g> {
    pub(super) fn of(graph: &'g SchemaGraph) -> Self {
        let mut users = vec![Vec::new(); graph.len()];
        for (id, _) in graph.iter() {
            // A reference is the schema it leads to, which has its own turn.
            if let Some(rules) = graph.rules(id).filter(|_| graph.resolve(id) == id) {
                for part in in_place(graph, rules) {
                    users[part.index()].push(id);
                }
            }
        }
        for merged in &graph.merged {
            for part in [merged.strong, merged.weak] {
                users[part.index()].push(merged.schema);
            }
        }
        Self { graph, users }
    }

    /// The schemas that apply to every value that `id` applies to, or may: its own parts, and those that use it, with
    /// all of theirs; `None` where one of them allows everything, as a schema does that could not be read, or where
    /// there are too many.
    pub(super) fn around(&self, id: SchemaId) -> Option<Vec<&'g Rules>> {
        let mut seen = HashSet::from([id]);
        let mut up = vec![id];
        let mut family = vec![id];
        while let Some(id) = up.pop() {
            for &user in &self.users[id.index()] {
                if seen.len() <= MOST && seen.insert(user) {
                    up.push(user);
                    family.push(user);
                }
            }
        }
        let mut rules = Vec::new();
        let mut waiting = family;
        while let Some(id) = waiting.pop() {
            if seen.len() > MOST {
                return None;
            }
            match &self.graph.get(id).kind {
                SchemaKind::Rules(found) => {
                    rules.push(&**found);
                    let parts = in_place(self.graph, found);
                    waiting.extend(parts.filter(|part| seen.insert(*part)));
                }
                SchemaKind::Boolean(true) => return None,
                SchemaKind::Boolean(false) | SchemaKind::Reference(_) => {}
            }
        }
        Some(rules)
    }
}

/// Whether `rules` says something about the property `name`.
pub(super) fn declares(rules: &Rules, name: &str) -> bool {
    let object = &rules.object;
    let by_pattern = || {
        let mut patterns = object.pattern_properties.iter();
        patterns.any(|(source, _)| {
            crate::Pattern::new(source).is_ok_and(|pattern| pattern.is_match(name))
        })
    };
    object.property(name).is_some()
        || matches!(
            object.additional,
            Additional::Schema(_) | Additional::Allowed
        )
        || by_pattern()
}
