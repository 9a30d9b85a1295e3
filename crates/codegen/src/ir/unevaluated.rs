//! `unevaluatedProperties: false` where it is nothing but `additionalProperties: false` across `allOf`.

use std::collections::HashSet;

use tidings_schema::{Additional, Rules, SchemaGraph, SchemaKind};

/// Schemas of `allOf` in `allOf` are looked through up to this many.
const MOST: usize = 64;

/// The properties that an object of `rules` may have, where `unevaluatedProperties` allow no others and which these are
/// does not depend on the value.
pub(super) fn closes(graph: &SchemaGraph, rules: &Rules) -> Option<HashSet<String>> {
    let unevaluated = graph.resolve(rules.object.unevaluated?);
    if !matches!(graph.get(unevaluated).kind, SchemaKind::Boolean(false)) {
        return None;
    }
    let mut declared = HashSet::new();
    let mut seen = HashSet::new();
    let mut waiting = vec![rules];
    while let Some(rules) = waiting.pop() {
        let object = &rules.object;
        let depends_on_value = !rules.any_of.is_empty()
            || !rules.one_of.is_empty()
            || rules.condition.is_some()
            || rules.dynamic_reference.is_some()
            || !object.dependent_schemas.is_empty();
        let describes_others =
            object.additional != Additional::Unstated || !object.pattern_properties.is_empty();
        if depends_on_value || describes_others {
            return None;
        }
        declared.extend(object.properties.iter().map(|one| one.name.clone()));
        for branch in &rules.all_of {
            let branch = graph.resolve(*branch);
            if seen.len() >= MOST {
                return None;
            }
            if seen.insert(branch) {
                waiting.extend(graph.rules(branch));
            }
        }
        // One more demand for what is left over further in leaves nothing over here.
        if waiting
            .iter()
            .any(|inner| inner.object.unevaluated.is_some())
        {
            return None;
        }
    }
    Some(declared)
}
