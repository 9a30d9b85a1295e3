//! The schemas that say less than they were meant to, because a part of them is broken in the document.

use std::collections::HashSet;

use tidings_diag::{FileId, Location};
use tidings_model::Contract;
use tidings_model::contract::{LeftOut, Part};
use tidings_schema::{Additional, SchemaGraph, SchemaId};
use tidings_syntax::unescape_pointer;

use crate::checks::demands_nothing;

/// The schemas of a contract that say less than they were meant to.
pub(crate) struct Broken<'c> {
    graph: &'c SchemaGraph,
    /// Those of which nothing is known: they are no schemas, or references that lead nowhere.
    unknown: HashSet<Place>,
    /// Those of which a keyword is broken.
    wanting: HashSet<Place>,
}

type Place = (FileId, String);

impl<'c> Broken<'c> {
    /// Those of `contract`.
    pub(crate) fn of(contract: &'c Contract) -> Self {
        let parts = contract.left_out.iter();
        let parts = parts.filter(|one| one.part == Part::Schema && !demands_nothing(contract, one));
        let mut broken = Self {
            graph: &contract.schemas,
            unknown: HashSet::new(),
            wanting: HashSet::new(),
        };
        for part in parts {
            broken.add(part);
        }
        broken
    }

    fn add(&mut self, part: &LeftOut) {
        let file = part.location.span.file;
        let Some(pointer) = part.location.pointer.as_deref() else {
            return;
        };
        self.unknown.insert((file, pointer.to_owned()));
        match pointer.rsplit_once('/') {
            Some((schema, "$ref")) => self.unknown.insert((file, schema.to_owned())),
            Some((schema, _)) => self.wanting.insert((file, schema.to_owned())),
            None => false,
        };
    }

    /// Whether a value that `root` seems to allow need not be allowed, as what is said of the place `pointer` in it is
    /// broken.
    pub(crate) fn may_refuse(&self, root: SchemaId, pointer: &str) -> bool {
        if self.unknown.is_empty() {
            return false;
        }
        let mut here = vec![root];
        let mut steps = pointer.split('/').skip(1);
        loop {
            let all = self.together(here);
            let is_in = |places: &HashSet<Place>| all.iter().any(|id| self.stands(*id, places));
            if is_in(&self.unknown) {
                return true;
            }
            let Some(step) = steps.next() else {
                return is_in(&self.wanting);
            };
            let step = unescape_pointer(step);
            here = all.iter().flat_map(|id| self.below(*id, &step)).collect();
        }
    }

    fn stands(&self, id: SchemaId, places: &HashSet<Place>) -> bool {
        let Location { span, pointer } = &self.graph.get(id).location;
        let pointer = pointer.as_deref().unwrap_or_default();
        places.contains(&(span.file, pointer.to_owned()))
    }

    /// The schemas that may apply to a value together with `roots`.
    fn together(&self, roots: Vec<SchemaId>) -> Vec<SchemaId> {
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        let mut waiting = roots;
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            all.push(id);
            waiting.push(self.graph.resolve(id));
            if let Some(rules) = self.graph.rules(id) {
                let lists = [&rules.all_of, &rules.any_of, &rules.one_of];
                waiting.extend(lists.into_iter().flatten());
                waiting.extend(rules.consequence.iter().chain(&rules.alternative));
                waiting.extend(rules.object.dependent_schemas.iter().map(|(_, it)| it));
            }
        }
        all
    }

    /// The schemas that `id` may apply to what `step` leads to.
    fn below(&self, id: SchemaId, step: &str) -> Vec<SchemaId> {
        let Some(rules) = self.graph.rules(id) else {
            return Vec::new();
        };
        let property = rules.object.property(step).map(|property| property.schema);
        let patterns = rules.object.pattern_properties.iter().map(|(_, it)| *it);
        let additional = match rules.object.additional {
            Additional::Schema(schema) => Some(schema),
            _ => None,
        };
        let prefix = step
            .parse()
            .ok()
            .and_then(|index: usize| rules.array.prefix.get(index));
        let all = property.into_iter().chain(patterns).chain(additional);
        all.chain(prefix.copied())
            .chain(rules.array.items)
            .collect()
    }
}
