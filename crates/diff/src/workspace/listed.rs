//! The values that a sender lists at a place in a message.

use std::collections::HashSet;

use tidings_schema::{Additional, Literal, Rules, SchemaGraph, SchemaId};

/// How many schemas are looked at.
const SCHEMAS: usize = 4096;

/// How many values are of interest.
const VALUES: usize = 1024;

/// The values that the schemas list which `root` applies to the part at `path`, of names of properties inside each other and
/// `*` for every item; also such as some other schema for that part refuses.
pub(super) fn listed_at(graph: &SchemaGraph, root: SchemaId, path: &[String]) -> Vec<Literal> {
    let mut seen: HashSet<(SchemaId, usize)> = HashSet::new();
    let mut next = vec![(root, 0)];
    let mut values: Vec<Literal> = Vec::new();
    while let Some((schema, depth)) = next.pop() {
        let schema = graph.resolve(schema);
        if seen.len() >= SCHEMAS || !seen.insert((schema, depth)) {
            continue;
        }
        let Some(rules) = graph.rules(schema) else {
            continue;
        };
        next.extend(in_place(rules).map(|other| (other, depth)));
        match path.get(depth) {
            Some(segment) => next.extend(below(rules, segment).map(|inner| (inner, depth + 1))),
            None => {
                let left = VALUES.saturating_sub(values.len());
                values.extend(rules.listed().take(left).cloned());
            }
        }
    }
    values
}

/// The schemas that `rules` may apply to the same value.
fn in_place(rules: &Rules) -> impl Iterator<Item = SchemaId> {
    let alternatives = rules.any_of.iter().chain(&rules.one_of);
    let dynamic = rules.dynamic_reference.iter();
    let dependent = rules.object.dependent_schemas.iter();
    let all = rules.all_of.iter().chain(alternatives).copied();
    all.chain(rules.consequence)
        .chain(rules.alternative)
        .chain(dynamic.map(|reference| reference.target))
        .chain(dependent.map(|(_, schema)| *schema))
}

/// The schemas that `rules` may apply to the item or the property `segment`.
fn below<'r>(rules: &'r Rules, segment: &str) -> impl Iterator<Item = SchemaId> + use<'r> {
    let (array, object) = (&rules.array, &rules.object);
    let is_item = segment == "*";
    let items = array.prefix.iter().copied();
    let items = items.chain(array.items).chain(array.unevaluated);
    let declared = object.property(segment).map(|property| property.schema);
    let additional = match object.additional {
        Additional::Schema(schema) => Some(schema),
        _ => None,
    };
    let patterns = object.pattern_properties.iter().map(|(_, schema)| *schema);
    items
        .filter(move |_| is_item)
        .chain(declared)
        .chain(additional)
        .chain(object.unevaluated)
        .chain(patterns)
}
