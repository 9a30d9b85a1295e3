//! Schemas that others inherit: `discriminator` where no alternatives stand beside it.
//!
//! The property that it names says which schema a value is of: "the value MUST be the name of this schema or any schema
//! that inherits it" (AsyncAPI, "Schema Object", `discriminator`; OpenAPI 3.0, "Discriminator Object").
//! So where such a schema describes a value by itself, that is a choice between those that have it in their `allOf`.

use std::collections::{HashMap, HashSet};

use tidings_diag::Finding;
use tidings_schema::{Keyword, SchemaGraph, SchemaId, Type, TypeSet};

use super::builder::Builder;
use super::merge::{Choice, Part};
use super::merged::Merged;
use super::union::Branch;
use crate::rules::OVERLAPPING_UNION;

/// The schemas with a name that inherit another, by that one; only where each value says which it is of.
#[derive(Debug, Default)]
pub(super) struct Heirs {
    of: HashMap<SchemaId, Vec<SchemaId>>,
}

impl Heirs {
    /// Those that inherit a schema with a discriminator, in the order of the text.
    fn named_in(graph: &SchemaGraph) -> Self {
        let mut of: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        let named = || graph.iter().filter(|(_, schema)| schema.key.is_some());
        let is_base = |id: SchemaId| {
            graph.rules(id).is_some_and(|rules| {
                rules.discriminator.is_some() && rules.one_of.is_empty() && rules.any_of.is_empty()
            })
        };
        let bases: HashSet<SchemaId> = named()
            .map(|(id, _)| id)
            .filter(|id| is_base(*id))
            .collect();
        if bases.is_empty() {
            return Self::default();
        }
        for (heir, _) in named() {
            for base in inherited(graph, heir, &bases) {
                of.entry(base).or_default().push(heir);
            }
        }
        for heirs in of.values_mut() {
            heirs.sort_by_key(|heir| graph.get(*heir).location.span);
        }
        Self { of }
    }
}

/// The nearest of `bases` that `heir` has in its `allOf`, or in that of one of these.
fn inherited(graph: &SchemaGraph, heir: SchemaId, bases: &HashSet<SchemaId>) -> Vec<SchemaId> {
    let mut found = Vec::new();
    let mut seen = HashSet::from([heir]);
    let mut waiting = vec![heir];
    while let Some(schema) = waiting.pop() {
        let all_of = graph
            .rules(schema)
            .into_iter()
            .flat_map(|rules| &rules.all_of);
        for parent in all_of.map(|parent| graph.resolve(*parent)) {
            if !seen.insert(parent) {
                continue;
            }
            match bases.contains(&parent) {
                true => found.push(parent),
                false => waiting.push(parent),
            }
        }
    }
    found
}

impl Builder<'_> {
    /// Finds the schemas whose values are of one that inherits them; where nothing says of which, that is told.
    pub(super) fn find_heirs(&mut self) {
        let found = Heirs::named_in(self.graph);
        if found.of.is_empty() {
            return;
        }
        let mut bases: Vec<SchemaId> = found.of.keys().copied().collect();
        bases.sort_by_key(|base| self.graph.get(*base).location.span);
        self.heirs = found;
        for base in bases {
            self.merged.borrow_mut().clear();
            let merged = self.merged(&[Part::whole(self.graph, base)]);
            let Some(choice) = merged.choices.first() else {
                continue;
            };
            let branches: Vec<Branch> = self.branches(&merged, choice);
            if self.tag(choice, &branches).is_none() {
                self.tell_heirs(base, choice);
                self.heirs.of.remove(&base);
            }
        }
        self.merged.borrow_mut().clear();
    }

    /// The choice between the schema of `part` and those that inherit it, where it describes the value of `merged` by
    /// itself.
    pub(super) fn choice_of_heirs(&self, part: Part, merged: &Merged) -> Option<Choice> {
        let heirs = self.heirs.of.get(&part.schema)?;
        let is_an_heir = |part: &Part| heirs.contains(&part.schema);
        let is_object = merged.types() == Some(TypeSet::only(Type::Object));
        let is_left_out = part.own || part.without_one_of || merged.parts.iter().any(is_an_heir);
        let rules = self
            .graph
            .rules(part.schema)
            .filter(|_| is_object && !is_left_out)?;
        let location = rules
            .keyword("discriminator")
            .map_or_else(|| merged.location.clone(), Keyword::location);
        Some(Choice {
            part: Part { own: true, ..part },
            branches: heirs.iter().copied().chain([part.schema]).collect(),
            exactly_one: true,
            discriminator: rules.discriminator.as_deref().map(str::to_owned),
            of_heirs: true,
            mapping: rules.mapping.to_vec(),
            location,
        })
    }

    /// Tells the author which schemas are not told apart, and what follows.
    fn tell_heirs(&mut self, base: SchemaId, choice: &Choice) {
        let name =
            |schema: &SchemaId| format!("`{}`", self.author_name(*schema).unwrap_or_default());
        let heirs = choice.branches.iter().filter(|heir| **heir != base);
        let heirs: Vec<String> = heirs.map(name).collect();
        let property = choice.discriminator.as_deref().unwrap_or_default();
        let message = format!(
            "`{property}` does not tell {} apart, which inherit {base}; a value of {base} is read without what they add",
            heirs.join(", "),
            base = name(&base),
        );
        let help = "require the property, and let it be the name of the schema, or another `const` in each of them";
        let finding = Finding::new(&OVERLAPPING_UNION, choice.location.clone(), message);
        self.find(finding.with_help(help));
    }
}
