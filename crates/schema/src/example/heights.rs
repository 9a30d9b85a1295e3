//! How deep the smallest instance of each schema is, so that making one always comes to an end.

use crate::in_place::Circles;
use crate::{Rules, SchemaGraph, SchemaId, SchemaKind, Type};

/// Levels of objects and arrays in the smallest instance of each schema; `None` where every instance is endless.
pub(crate) struct Heights(Vec<Option<u32>>);

impl Heights {
    /// As [`Self::of`], but as if `false` had values: what is `None` then has no end, whatever is forbidden besides.
    pub(crate) fn of_types(graph: &SchemaGraph) -> Self {
        Self::starting(graph, Some(0))
    }

    /// The smallest instance of each schema of `graph`.
    pub(super) fn of(graph: &SchemaGraph) -> Self {
        Self::starting(graph, None)
    }

    /// Starts from nothing being possible and adds what is, until nothing changes.
    fn starting(graph: &SchemaGraph, forbidden: Option<u32>) -> Self {
        let circles = Circles::of(graph);
        let mut heights = Self(vec![None; graph.len()]);
        let mut changed = true;
        while changed {
            changed = false;
            // Schemas behind others are mostly read after them, so this order needs few rounds.
            for (id, schema) in graph.iter().collect::<Vec<_>>().into_iter().rev() {
                let height = match &schema.kind {
                    SchemaKind::Boolean(true) => Some(0),
                    SchemaKind::Boolean(false) => forbidden,
                    SchemaKind::Reference(target) => heights.get(*target),
                    SchemaKind::Rules(rules) => heights.of_rules(id, rules, graph, &circles),
                };
                if height != heights.get(id) {
                    heights.0[id.index()] = height;
                    changed = true;
                }
            }
        }
        heights
    }

    pub(crate) fn get(&self, id: SchemaId) -> Option<u32> {
        self.0[id.index()]
    }

    /// The height of a value that is valid under all of `schemas`, as far as each by itself says.
    pub(super) fn of_all(&self, schemas: impl IntoIterator<Item = SchemaId>) -> Option<u32> {
        schemas
            .into_iter()
            .try_fold(0, |height, schema| Some(height.max(self.get(schema)?)))
    }

    fn of_rules(
        &self,
        id: SchemaId,
        rules: &Rules,
        graph: &SchemaGraph,
        circles: &Circles,
    ) -> Option<u32> {
        if rules.constant.is_some() || rules.enumeration.is_some() {
            return Some(0);
        }
        // A base that this schema belongs to anyway demands nothing more of the value by being asked for again.
        let others = rules.all_of.iter().copied();
        let others = others.filter(|&part| !circles.are_one(id, graph.resolve(part)));
        let mut height = self.of_all(others)?;
        for branches in [&rules.any_of, &rules.one_of] {
            if !branches.is_empty() {
                let smallest = branches.iter().filter_map(|&branch| self.get(branch)).min();
                height = height.max(smallest?);
            }
        }
        let structure = match rules.types.and_then(|types| types.single()) {
            Some(Type::Object) => self.of_required(rules)?,
            Some(Type::Array) => self.of_needed_items(rules)?,
            // A value of another type, or without one, need not nest.
            _ => 0,
        };
        Some(height.max(structure))
    }

    fn of_required(&self, rules: &Rules) -> Option<u32> {
        let object = &rules.object;
        let required = object.required.iter();
        let declared = required.filter_map(|name| object.property(name));
        let height = self.of_all(declared.map(|property| property.schema))?;
        Some(height + 1)
    }

    fn of_needed_items(&self, rules: &Rules) -> Option<u32> {
        let array = &rules.array;
        let needed = usize::try_from(array.min_items.unwrap_or(0)).unwrap_or(usize::MAX);
        let by_position = array.prefix.iter().take(needed);
        let further = array.items.filter(|_| needed > array.prefix.len());
        let contained = array.contains.filter(|_| array.min_contains != Some(0));
        let needed = by_position.copied().chain(further).chain(contained);
        Some(self.of_all(needed)? + 1)
    }
}
