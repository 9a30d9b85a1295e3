//! What a schema is made of.

use std::collections::HashSet;

use super::{Additional, Rules, SchemaGraph, SchemaId, Unread};

impl SchemaGraph {
    /// Every schema that `rules` applies to a value or to a part of it.
    pub fn parts(&self, rules: &Rules) -> Vec<SchemaId> {
        let (array, object) = (&rules.array, &rules.object);
        let additional = match object.additional {
            Additional::Schema(schema) => Some(schema),
            Additional::Unstated | Additional::Allowed | Additional::Denied => None,
        };
        let single = [
            rules.not,
            rules.condition,
            rules.consequence,
            rules.alternative,
            array.items,
            array.contains,
            array.unevaluated,
            additional,
            object.property_names,
            object.unevaluated,
            rules.dynamic_reference.as_ref().map(|it| it.target),
        ];
        let lists = [&rules.all_of, &rules.any_of, &rules.one_of, &array.prefix];
        let named = object.pattern_properties.iter();
        let named = named.chain(&object.dependent_schemas);
        let named = named.chain(rules.mapping.iter());
        let dynamic = rules.dynamic_reference.iter();
        let dynamic = dynamic.flat_map(|it| self.dynamic_anchors(&it.name));
        let all = single.into_iter().flatten();
        let all = all.chain(lists.into_iter().flatten().copied());
        let all = all.chain(object.properties.iter().map(|property| property.schema));
        let all = all.chain(named.map(|(_, schema)| *schema)).chain(dynamic);
        all.collect()
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
