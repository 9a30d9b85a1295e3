//! What a schema is made of.

use std::collections::HashSet;

use super::{Additional, Rules, SchemaGraph, SchemaId, Unread};
use crate::in_place::as_written;

impl SchemaGraph {
    /// Every schema that `rules` applies to a value or to a part of it, references as they are.
    pub fn parts(&self, rules: &Rules) -> Vec<SchemaId> {
        let mapped = rules.mapping.iter().map(|(_, schema)| *schema);
        let dynamic = rules.dynamic_reference.iter();
        let dynamic = dynamic.flat_map(|it| self.dynamic_anchors(&it.name));
        let all = as_written(rules).chain(inside(rules)).chain(mapped);
        all.chain(dynamic).collect()
    }

    /// What could not be read of `root` and of everything that it leads to.
    pub fn unread_below(&self, root: SchemaId) -> impl Iterator<Item = &Unread> {
        let mut seen = HashSet::new();
        let mut waiting = Vec::new();
        if self.has_unread {
            waiting.push(root);
        }
        std::iter::from_fn(move || {
            while let Some(id) = waiting.pop() {
                let id = self.resolve(id);
                if seen.insert(id) {
                    waiting.extend(self.rules(id).into_iter().flat_map(|it| self.parts(it)));
                    return Some(self.unread(id));
                }
            }
            None
        })
        .flatten()
    }
}

/// The schemas that `rules` applies to the items and properties of a value, references as they are.
pub(crate) fn inside(rules: &Rules) -> impl Iterator<Item = SchemaId> + '_ {
    let (array, object) = (&rules.array, &rules.object);
    let additional = match object.additional {
        Additional::Schema(schema) => Some(schema),
        Additional::Unstated | Additional::Allowed | Additional::Denied => None,
    };
    let single = [
        array.items,
        array.contains,
        array.unevaluated,
        additional,
        object.property_names,
        object.unevaluated,
    ];
    let properties = object.properties.iter().map(|property| property.schema);
    let patterns = object.pattern_properties.iter().map(|(_, schema)| *schema);
    let all = single.into_iter().flatten();
    all.chain(array.prefix.iter().copied())
        .chain(properties)
        .chain(patterns)
}
