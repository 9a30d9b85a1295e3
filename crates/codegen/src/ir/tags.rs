//! Properties that tell the branches of a union apart, because each branch has constants of its own for them.

use std::collections::HashSet;

use tidings_schema::{Literal, SchemaId, Type, TypeSet};

use super::ToldBy;
use super::builder::Builder;
use super::merge::{Choice, Key, Part};
use super::merged::Merged;
use super::union::{Branch, MOST};

/// How deep the first branches of first branches are looked at for a tag.
const DEEPEST: usize = 8;

impl Builder<'_> {
    /// A property that every branch requires and that has other constants in each, with the constants of each branch.
    pub(super) fn tag(
        &self,
        choice: &Choice,
        branches: &[Branch],
    ) -> Option<(ToldBy, Vec<Vec<String>>)> {
        if let Some(name) = &choice.discriminator {
            let constants = |branch: &Branch| {
                self.constants_of(&branch.merged, name, &mut HashSet::new())
                    .or_else(|| self.mapped(choice, branch.schema, &branch.merged, name))
            };
            let mapped = |branch: &Branch| self.mapped(choice, branch.schema, &branch.merged, name);
            let told = self.told_by(choice, branches, constants);
            if let Some(told) = told.or_else(|| self.told_by(choice, branches, mapped)) {
                return Some(spelled(name, told));
            }
        }
        let candidates = self.candidates(&branches.first()?.merged, 0);
        candidates.iter().find_map(|name| {
            let constants =
                |branch: &Branch| self.constants_of(&branch.merged, name, &mut HashSet::new());
            let told = self.told_by(choice, branches, constants)?;
            Some(spelled(name, told))
        })
    }

    /// What `constants` says of each branch, if no two branches have the same.
    fn told_by(
        &self,
        choice: &Choice,
        branches: &[Branch],
        constants: impl Fn(&Branch) -> Option<Vec<Literal>>,
    ) -> Option<Vec<Vec<Literal>>> {
        let mut told: Vec<Vec<Literal>> = Vec::new();
        for branch in branches {
            let mut own = constants(branch)?;
            // What others inherit has the constants that none of these has.
            if choice.is_itself(branch.schema) {
                own.retain(|one| !told.iter().flatten().any(|known| known == one));
            }
            told.push(own);
        }
        let mut seen = HashSet::new();
        let mut all = told.iter().flatten();
        all.all(|one| seen.insert(one.clone())).then_some(told)
    }

    /// The properties that may be a tag: those of the first branch, or of the first branch of that.
    fn candidates(&self, first: &Merged, depth: usize) -> Vec<String> {
        let own = first.properties.iter().map(|(name, _)| name.clone());
        let mut candidates: Vec<String> = own.collect();
        if depth < DEEPEST
            && let Some(choice) = first.choices.first()
            && let Some(branch) = choice.branches.first()
        {
            let inner = self.merged(&self.branch_key(first, choice, *branch));
            candidates.extend(self.candidates(&inner, depth + 1));
        }
        candidates
    }

    /// The constants that the property `name` of objects of `merged` has; of a choice those of all its branches.
    fn constants_of(
        &self,
        merged: &Merged,
        name: &str,
        seen: &mut HashSet<Key>,
    ) -> Option<Vec<Literal>> {
        let is_object = TypeSet::only(Type::Object);
        if merged.types().is_some_and(|types| types != is_object) {
            return None;
        }
        let declared = merged.properties.iter().find(|(known, _)| known == name);
        let is_required = merged.required.iter().any(|known| known == name);
        if let (Some((_, schemas)), true) = (declared, is_required) {
            let whole = |schema| Part::whole(self.graph, schema);
            let key: Key = schemas.iter().copied().map(whole).collect();
            let constants = self.merged(&key).literals;
            let constants = constants.filter(|constants| constants.iter().all(is_scalar));
            if let Some(constants) = constants.filter(|constants| !constants.is_empty()) {
                return Some(constants);
            }
        }
        let choice = merged.choices.first()?;
        let mut all = Vec::new();
        for branch in &choice.branches {
            let key = self.branch_key(merged, choice, *branch);
            if seen.len() >= MOST || !seen.insert(key.clone()) {
                return None;
            }
            let inner = self.merged(&key);
            let constants = self.constants_of(&inner, name, seen);
            let is_discriminator = choice.discriminator.as_deref() == Some(name);
            let mapped = || self.mapped(choice, *branch, &inner, name);
            let constants = constants.or_else(|| is_discriminator.then(mapped).flatten())?;
            for constant in constants {
                if !all.contains(&constant) {
                    all.push(constant);
                }
            }
        }
        Some(all)
    }

    /// The values of the discriminator `name` that stand for the branch `schema`, which demands what `merged` does.
    ///
    /// A mapping names them (OpenAPI 3.0, "Discriminator Object"); otherwise it is the name of the schema (AsyncAPI,
    /// "Schema Object", `discriminator`).
    fn mapped(
        &self,
        choice: &Choice,
        schema: SchemaId,
        merged: &Merged,
        name: &str,
    ) -> Option<Vec<Literal>> {
        let declared = merged.properties.iter().find(|(known, _)| known == name);
        let (_, schemas) = declared.filter(|_| merged.required.iter().any(|one| one == name))?;
        let schema = self.graph.resolve(schema);
        let mapped = choice.mapping.iter();
        let mapped = mapped.filter(|(_, target)| self.graph.resolve(*target) == schema);
        let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
        let names = match mapped.is_empty() {
            true => vec![self.author_name(schema)?],
            false => mapped,
        };
        let names: Vec<Literal> = names.into_iter().map(Literal::String).collect();
        let whole = |schema| Part::whole(self.graph, schema);
        let key: Key = schemas.iter().copied().map(whole).collect();
        let allowed = self.merged(&key).literals;
        let allows = |name: &Literal| allowed.as_ref().is_none_or(|known| known.contains(name));
        names.iter().all(allows).then_some(names)
    }
}

fn is_scalar(literal: &Literal) -> bool {
    !matches!(literal, Literal::Array(_) | Literal::Object(_))
}

/// The constants as texts; where one is no text, all of them as JSON.
fn spelled(name: &str, told: Vec<Vec<Literal>>) -> (ToldBy, Vec<Vec<String>>) {
    let texts = |literals: &Vec<Literal>| {
        let texts = literals.iter().map(|one| one.as_str().map(str::to_owned));
        texts.collect::<Option<Vec<_>>>()
    };
    if let Some(texts) = told.iter().map(texts).collect() {
        return (ToldBy::Tag(name.to_owned()), texts);
    }
    let as_json = |literals: Vec<Literal>| literals.iter().map(Literal::to_json_text).collect();
    let told = told.into_iter().map(as_json).collect();
    (ToldBy::JsonTag(name.to_owned()), told)
}
