//! Properties that schemas declare for some values only: in `then`, `else` and `dependentSchemas`.
//!
//! What holds for them depends on the value, so that no type says it; but they are not to be dropped.

use std::collections::HashSet;

use tidings_schema::{Rules, SchemaGraph, SchemaId};

/// Schemas that are applied to one value are looked through up to this many.
const MOST: usize = 256;

/// The names of the properties that `rules` declare for some values only.
pub(super) fn names(graph: &SchemaGraph, rules: &Rules) -> Vec<String> {
    let mut names = Vec::new();
    let mut seen: HashSet<SchemaId> = HashSet::new();
    let mut waiting = conditional(rules);
    while let Some(schema) = waiting.pop() {
        let schema = graph.resolve(schema);
        if seen.len() >= MOST || !seen.insert(schema) {
            continue;
        }
        let Some(inner) = graph.rules(schema) else {
            continue;
        };
        for property in &inner.object.properties {
            if !names.contains(&property.name) {
                names.push(property.name.clone());
            }
        }
        waiting.extend(conditional(inner));
        let several = [&inner.all_of, &inner.any_of, &inner.one_of];
        waiting.extend(several.into_iter().flatten().copied());
    }
    names
}

/// The schemas that `rules` apply to a value on a condition, the last in the document first.
fn conditional(rules: &Rules) -> Vec<SchemaId> {
    let decides = rules.condition.is_some();
    let branches = [rules.consequence, rules.alternative].into_iter().flatten();
    let branches = branches.filter(|_| decides);
    let dependent = rules.object.dependent_schemas.iter();
    let all: Vec<SchemaId> = branches
        .chain(dependent.map(|(_, schema)| *schema))
        .collect();
    all.into_iter().rev().collect()
}
