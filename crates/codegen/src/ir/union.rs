//! Values that one of several schemas describes.

use std::collections::HashSet;

use tidings_schema::{SchemaId, Type, TypeSet};

use super::builder::{Builder, is_name};
use super::merge::{Choice, Key, Part};
use super::merged::Merged;
use super::place::Place;
use super::{Shape, ToldBy, Union, Variant};

/// A branch and what it demands.
pub(super) struct Branch {
    pub(super) schema: SchemaId,
    pub(super) key: Key,
    pub(super) merged: Merged,
    pub(super) name: String,
}

/// How many alternatives inside each other are looked at before nothing is said about them.
pub(super) const MOST: usize = 200;

impl Builder<'_> {
    /// The other branch, where a choice has two and one of them is `null`.
    pub(super) fn sole_branch(&self, merged: &Merged) -> Option<Key> {
        let [choice] = &merged.choices[..] else {
            return None;
        };
        let mut others = choice
            .branches
            .iter()
            .filter(|branch| !self.is_null(**branch));
        let (only, none) = (others.next()?, others.next());
        let has_null = choice.branches.len() > 1;
        (none.is_none() && has_null).then(|| self.branch_key(merged, choice, *only))
    }

    fn is_null(&self, schema: SchemaId) -> bool {
        let merged = self.merged(&[Part::whole(self.graph, schema)]);
        merged.choices.is_empty() && merged.types() == Some(TypeSet::only(Type::Null))
    }

    /// The union that the first choice of `merged` is; its branches hold the other choices.
    pub(super) fn choice(&mut self, merged: &Merged, choice: &Choice, place: &Place) -> Shape {
        let nullable = choice.branches.iter().any(|branch| self.is_null(*branch));
        let mut branches = self.branches(merged, choice);
        let inhabited = branches
            .iter()
            .filter(|branch| !branch.merged.is_evidently_empty())
            .count();
        // Where nothing fits any branch, the type of any of them says so.
        if inhabited > 0 && inhabited < branches.len() {
            branches.retain(|branch| {
                let is_empty = branch.merged.is_evidently_empty();
                if is_empty {
                    self.instead(&branch.merged);
                }
                !is_empty
            });
        }
        if let [branch] = &branches[..] {
            let usage = self.usage_of(branch.key.clone(), &place.inner(&branch.name));
            return Shape::Newtype(usage.or_null(nullable));
        }
        let (told_by, told) = self.told(choice, &branches);
        // A schema that others inherit need not have values of its own.
        let told = branches
            .into_iter()
            .zip(told)
            .filter(|(_, told)| !told.is_empty());
        let variants = told.map(|(branch, told)| {
            let name = match (&told_by, told.first()) {
                (ToldBy::Fitting | ToldBy::OnlyFitting | ToldBy::Order, _) => branch.name,
                (_, Some(told)) if is_numbered(&branch.name) => told.clone(),
                _ => branch.name,
            };
            let usage = self.usage_of(branch.key, &place.inner(&name).outermost());
            Variant { name, told, usage }
        });
        let variants = variants.collect();
        let union = Union { told_by, variants };
        if !nullable {
            return Shape::Union(union);
        }
        let inner = self.define_union(union, merged, &place.inner("value"));
        Shape::Newtype(inner.or_null(true))
    }

    /// A union for several types that `type` or literals list.
    pub(super) fn by_type(&mut self, merged: &Merged, types: TypeSet, place: &Place) -> Shape {
        let nullable = types.contains(Type::Null);
        let whole = types.contains(Type::Number);
        let types = types
            .iter()
            .filter(|one| *one != Type::Null && !(whole && *one == Type::Integer));
        let variants = types.map(|only| {
            let key = merged.parts.iter().map(|part| Part {
                only: Some(only),
                checked: true,
                ..*part
            });
            let usage = self.usage_of(key.collect(), &place.inner(only.name()).outermost());
            Variant {
                name: only.name().to_owned(),
                told: vec![only.name().to_owned()],
                usage,
            }
        });
        let union = Union {
            variants: variants.collect(),
            told_by: ToldBy::JsonType,
        };
        if !nullable {
            return Shape::Union(union);
        }
        let inner = self.define_union(union, merged, &place.inner("value"));
        Shape::Newtype(inner.or_null(true))
    }

    /// What holds where `branch` is chosen: the branch, and what stands beside the choice.
    pub(super) fn branch_key(&self, merged: &Merged, choice: &Choice, branch: SchemaId) -> Key {
        let part = Part::whole(self.graph, branch);
        let mut rest: Key = merged.parts.clone();
        for sibling in &mut rest {
            sibling.checked = true;
            if sibling.schema == choice.part.schema {
                *sibling = sibling.without_choice(choice.exactly_one);
            }
        }
        // Of a schema that others inherit, what none of these is.
        if choice.is_itself(branch) {
            return rest;
        }
        let beside = self.merged(&rest);
        let own = self.merged(&[part]);
        // A subtype that says in its `allOf` what it is a subtype of says everything itself.
        let says = |one: &Part| own.parts.iter().any(|known| known.schema == one.schema);
        if rest.iter().all(says) {
            return vec![part];
        }
        let own = own.types();
        let implied = match (beside.types(), own.or_else(|| self.types_of(branch))) {
            (None, _) => true,
            (Some(beside), Some(own)) => own.iter().all(|one| beside.allows(one)),
            (Some(_), None) => false,
        };
        if implied && beside.states_only_types() && beside.choices.is_empty() {
            return vec![part];
        }
        rest.push(part);
        rest
    }

    /// The branches of `choice` that are more than `null`.
    pub(super) fn branches(&self, merged: &Merged, choice: &Choice) -> Vec<Branch> {
        let branches = choice.branches.iter();
        let others = branches.filter(|branch| !self.is_null(**branch));
        let branches = others
            .enumerate()
            .map(|(index, branch)| self.branch(merged, choice, *branch, index));
        branches.collect()
    }

    fn branch(&self, merged: &Merged, choice: &Choice, schema: SchemaId, index: usize) -> Branch {
        let key = self.branch_key(merged, choice, schema);
        if choice.is_itself(schema) {
            return Branch {
                schema,
                merged: self.merged(&key),
                name: "base".to_owned(),
                key,
            };
        }
        let own = self.graph.get(self.graph.resolve(schema));
        let given = self.author_name(self.graph.resolve(schema));
        let title = own.title.as_deref().map(str::to_owned);
        let name = given.or_else(|| title.filter(|title| is_name(title)));
        Branch {
            schema,
            merged: self.merged(&key),
            name: name.unwrap_or_else(|| format!("variant {}", index + 1)),
            key,
        }
    }

    /// How the branches are told apart, and by what each.
    fn told(&mut self, choice: &Choice, branches: &[Branch]) -> (ToldBy, Vec<Vec<String>>) {
        if let Some(told) = self.tag(choice, branches) {
            return told;
        }
        if let Some(told) = self.json_types(branches) {
            return (ToldBy::JsonType, told);
        }
        if let Some(told) = self.own_properties(branches) {
            return (ToldBy::Property, told);
        }
        let names = branches.iter().map(|branch| vec![branch.name.clone()]);
        let names = names.collect();
        let Some(overlap) = self.overlapping(branches) else {
            return (ToldBy::Fitting, names);
        };
        self.tell_overlap(choice, overlap);
        match choice.exactly_one {
            true => (ToldBy::OnlyFitting, names),
            false => (ToldBy::Order, names),
        }
    }

    /// The JSON types of the branches, where no value fits two of them.
    fn json_types(&self, branches: &[Branch]) -> Option<Vec<Vec<String>>> {
        let mut taken = TypeSet::EMPTY;
        let mut told = Vec::new();
        for branch in branches {
            let types = match (branch.merged.types(), &branch.key[..]) {
                (Some(types), _) => types,
                (None, [part]) => self.types_of(part.schema)?,
                (None, _) => return None,
            };
            let overlaps = types.iter().any(|one| {
                taken.allows(one) || one == Type::Number && taken.contains(Type::Integer)
            });
            if overlaps || types.contains(Type::Null) || types.is_empty() {
                return None;
            }
            let names = types.iter().map(|one| {
                taken = taken.with(one);
                one.name().to_owned()
            });
            told.push(names.collect());
        }
        Some(told)
    }

    /// A property of each branch that it requires and that no other branch allows.
    fn own_properties(&self, branches: &[Branch]) -> Option<Vec<Vec<String>>> {
        let objects = Some(TypeSet::only(Type::Object));
        let is_object =
            |branch: &Branch| branch.merged.choices.is_empty() && branch.merged.types() == objects;
        if !branches.iter().all(is_object) {
            return None;
        }
        let told = branches.iter().enumerate().map(|(index, branch)| {
            let others = || branches.iter().enumerate().filter(|(at, _)| *at != index);
            let is_own = |name: &&String| {
                let denies = |(_, other): (_, &Branch)| self.is_denied(&other.merged, name);
                others().all(denies)
            };
            let own = branch.merged.required.iter().find(is_own)?;
            Some(vec![own.clone()])
        });
        told.collect()
    }

    /// The types that `schema` allows, alternatives included.
    fn types_of(&self, schema: SchemaId) -> Option<TypeSet> {
        self.types_within(schema, &mut HashSet::new())
    }

    fn types_within(&self, schema: SchemaId, seen: &mut HashSet<SchemaId>) -> Option<TypeSet> {
        if !seen.insert(self.graph.resolve(schema)) {
            return Some(TypeSet::EMPTY);
        }
        let merged = self.merged(&[Part::whole(self.graph, schema)]);
        if let Some(types) = merged.types() {
            return Some(types);
        }
        let choice = merged.choices.first().filter(|_| seen.len() < MOST)?;
        let mut all = TypeSet::EMPTY;
        for branch in &choice.branches {
            for one in self.types_within(*branch, seen)?.iter() {
                all = all.with(one);
            }
        }
        Some(all)
    }
}

fn is_numbered(name: &str) -> bool {
    name.starts_with("variant ")
}
