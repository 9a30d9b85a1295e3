//! Values that one of several schemas describes.

use std::collections::HashSet;

use tidings_schema::{SchemaId, Type, TypeSet};

use super::builder::Builder;
use super::merge::{Choice, Key, Merged, Part, merge};
use super::place::Place;
use super::{Kind, Shape, ToldBy, Union, Usage, Variant};

/// A branch and what it demands.
struct Branch {
    key: Key,
    merged: Merged,
    name: String,
}

/// How deep alternatives may lie in alternatives before nothing is said about their types.
const DEEPEST: usize = 8;

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
        let merged = merge(self.graph, &[Part::whole(self.graph, schema)]);
        merged.choices.is_empty() && merged.types() == Some(TypeSet::only(Type::Null))
    }

    /// The union that the choices of `merged` are.
    pub(super) fn choice(&mut self, merged: &Merged, place: &Place) -> Shape {
        let Some(choice) = merged.choices.first().cloned() else {
            return Shape::Newtype(Usage::of(Kind::Free));
        };
        let (null, others): (Vec<SchemaId>, Vec<SchemaId>) = choice
            .branches
            .iter()
            .partition(|branch| self.is_null(**branch));
        let branches: Vec<Branch> = others
            .iter()
            .enumerate()
            .map(|(index, branch)| self.branch(merged, &choice, *branch, index))
            .collect();
        if let [branch] = &branches[..] {
            let usage = self.usage_of(branch.key.clone(), &place.inner(&branch.name));
            return Shape::Newtype(usage.or_null(!null.is_empty()));
        }
        let told = self.told(&choice, &branches);
        let Some((told_by, told)) = told else {
            self.untyped(
                choice.location,
                "an `anyOf` whose branches may hold for the same value",
            );
            return Shape::Newtype(Usage::of(Kind::Free));
        };
        let variants = branches.into_iter().zip(told).map(|(branch, told)| {
            let name = match (&told_by, told.first()) {
                (ToldBy::Tag(_), Some(tag)) if is_numbered(&branch.name) => tag.clone(),
                (ToldBy::JsonType, Some(of)) if is_numbered(&branch.name) => of.clone(),
                _ => branch.name,
            };
            let usage = self.usage_of(branch.key, &place.inner(&name).outermost());
            Variant { name, told, usage }
        });
        let variants = variants.collect();
        let union = Union { told_by, variants };
        if null.is_empty() {
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

    fn branch_key(&self, merged: &Merged, choice: &Choice, branch: SchemaId) -> Key {
        let part = Part::whole(self.graph, branch);
        let mut rest: Key = merged.parts.clone();
        for sibling in &mut rest {
            sibling.checked = true;
            if sibling.schema == choice.part.schema {
                sibling.chosen = true;
            }
        }
        let beside = merge(self.graph, &rest);
        let own = merge(self.graph, &[part]).types();
        let implied = match (beside.types(), own.or_else(|| self.types_of(branch, 0))) {
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

    fn branch(&self, merged: &Merged, choice: &Choice, schema: SchemaId, index: usize) -> Branch {
        let key = self.branch_key(merged, choice, schema);
        let own = self.graph.get(self.graph.resolve(schema));
        let given = self.author_name(self.graph.resolve(schema));
        let name = given.or_else(|| own.title.clone());
        Branch {
            merged: merge(self.graph, &key),
            name: name.unwrap_or_else(|| format!("variant {}", index + 1)),
            key,
        }
    }

    /// How the branches are told apart, and by what each.
    fn told(&self, choice: &Choice, branches: &[Branch]) -> Option<(ToldBy, Vec<Vec<String>>)> {
        if let Some((tag, told)) = self.tag(choice, branches) {
            return Some((ToldBy::Tag(tag), told));
        }
        if let Some(told) = self.json_types(branches) {
            return Some((ToldBy::JsonType, told));
        }
        let names = branches.iter().map(|branch| vec![branch.name.clone()]);
        choice
            .exactly_one
            .then(|| (ToldBy::Trying, names.collect()))
    }

    /// A property that every branch requires and that is another constant text in each.
    fn tag(&self, choice: &Choice, branches: &[Branch]) -> Option<(String, Vec<Vec<String>>)> {
        let first = branches.first()?;
        let candidates = first.merged.properties.iter().map(|(name, _)| name);
        for name in choice.discriminator.iter().chain(candidates) {
            let told: Option<Vec<_>> = branches
                .iter()
                .map(|branch| self.texts_of(branch, name))
                .collect();
            let Some(told) = told else { continue };
            let mut seen = HashSet::new();
            if told.iter().flatten().all(|text| seen.insert(text.clone())) {
                return Some((name.clone(), told));
            }
        }
        // AsyncAPI, "Schema Object", `discriminator`: the value is the name of the schema.
        let name = choice.discriminator.as_ref()?;
        let told: Option<Vec<_>> = branches
            .iter()
            .map(|branch| {
                let declared = branch
                    .merged
                    .properties
                    .iter()
                    .any(|(known, _)| known == name);
                let [part] = branch.key[..] else { return None };
                let given = self.author_name(part.schema)?;
                (declared && branch.merged.required.contains(name)).then(|| vec![given])
            })
            .collect();
        Some((name.clone(), told?))
    }

    /// The constant texts that the property `name` of objects of `branch` has.
    fn texts_of(&self, branch: &Branch, name: &str) -> Option<Vec<String>> {
        let merged = &branch.merged;
        let is_object = merged.types() == Some(TypeSet::only(Type::Object));
        if !is_object
            || !merged.choices.is_empty()
            || !merged.required.iter().any(|known| known == name)
        {
            return None;
        }
        let (_, schemas) = merged.properties.iter().find(|(known, _)| known == name)?;
        let key: Key = schemas
            .iter()
            .map(|schema| Part::whole(self.graph, *schema))
            .collect();
        let literals = merge(self.graph, &key).literals?;
        let texts: Option<Vec<String>> = literals
            .iter()
            .map(|literal| literal.as_str().map(str::to_owned))
            .collect();
        texts.filter(|texts| !texts.is_empty())
    }

    /// The JSON types of the branches, where no value fits two of them.
    fn json_types(&self, branches: &[Branch]) -> Option<Vec<Vec<String>>> {
        let mut taken = TypeSet::EMPTY;
        let mut told = Vec::new();
        for branch in branches {
            let types = match (branch.merged.types(), &branch.key[..]) {
                (Some(types), _) => types,
                (None, [part]) => self.types_of(part.schema, 0)?,
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

    /// The types that `schema` allows, alternatives included.
    fn types_of(&self, schema: SchemaId, depth: usize) -> Option<TypeSet> {
        let merged = merge(self.graph, &[Part::whole(self.graph, schema)]);
        if let Some(types) = merged.types() {
            return Some(types);
        }
        let choice = merged.choices.first().filter(|_| depth < DEEPEST)?;
        let mut all = TypeSet::EMPTY;
        for branch in &choice.branches {
            for one in self.types_of(*branch, depth + 1)?.iter() {
                all = all.with(one);
            }
        }
        Some(all)
    }
}

fn is_numbered(name: &str) -> bool {
    name.starts_with("variant ")
}
