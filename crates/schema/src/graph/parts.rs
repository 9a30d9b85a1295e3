//! What a schema is made of.

use rustc_hash::FxHashSet;

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

    /// `root` and every schema that it leads to, each once; references stand for what they end at.
    pub fn below(&self, root: SchemaId) -> impl Iterator<Item = SchemaId> {
        let mut seen = FxHashSet::default();
        let mut waiting = vec![root];
        std::iter::from_fn(move || {
            while let Some(id) = waiting.pop() {
                let id = self.resolve(id);
                if seen.insert(id) {
                    waiting.extend(self.rules(id).into_iter().flat_map(|it| self.parts(it)));
                    return Some(id);
                }
            }
            None
        })
    }

    /// What could not be read of `root` and of everything that it leads to.
    pub fn unread_below(&self, root: SchemaId) -> impl Iterator<Item = &Unread> {
        let looked_at = self.has_unread.then(|| self.below(root));
        looked_at
            .into_iter()
            .flatten()
            .flat_map(|id| self.unread(id))
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
