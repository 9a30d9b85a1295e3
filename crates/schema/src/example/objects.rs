//! Objects with the properties they must have, and others.

use tidings_check::Pattern;

use super::{Maker, OPTIONAL_DEPTH, Obstacle, pattern};
use crate::{Additional, Literal, ObjectRules, Rules, SchemaId};

/// Objects with more properties are not made up.
const PROPERTY_LIMIT: u64 = 1_000;

impl<'g> Maker<'g> {
    /// An object that keeps all rules.
    pub(super) fn object(
        &mut self,
        rules: &[&'g Rules],
        depth: usize,
    ) -> Result<Literal, Obstacle> {
        let objects = || rules.iter().map(|rules| &rules.object);
        let least = objects().filter_map(|rules| rules.min_properties).max();
        let most = objects().filter_map(|rules| rules.max_properties).min();
        let least = least.unwrap_or(0);
        if least > PROPERTY_LIMIT {
            return Err(Obstacle::new(
                "an object would have too many properties to make up",
            ));
        }
        let most = usize::try_from(most.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        let mut members: Vec<(String, Literal)> = Vec::new();
        for name in needed_names(rules) {
            let value = self.member(rules, &name, depth)?;
            members.push((name, value));
        }
        let declared = objects().flat_map(|rules| &rules.properties);
        for property in declared {
            let is_there = members.iter().any(|(name, _)| *name == property.name);
            let wanted =
                (members.len() as u64) < least || depth < OPTIONAL_DEPTH && self.choice.include();
            if is_there || !wanted || members.len() >= most {
                continue;
            }
            // What need not be there is left out where it cannot be made.
            if let Ok(value) = self.member(rules, &property.name, depth) {
                members.push((property.name.clone(), value));
            }
        }
        in_document_order(rules, &mut members);
        let is_map = members.is_empty() && depth < OPTIONAL_DEPTH && has_free_names(rules);
        let wanted = least.max(u64::from(is_map)).min(most as u64);
        for number in 0..wanted.saturating_mul(2) {
            if members.len() as u64 >= wanted {
                break;
            }
            let Some(name) = self.free_name(rules, number, depth) else {
                continue;
            };
            if !members.iter().any(|(known, _)| *known == name)
                && let Ok(value) = self.member(rules, &name, depth)
            {
                members.push((name, value));
            }
        }
        Ok(Literal::Object(members))
    }

    fn member(
        &mut self,
        rules: &[&'g Rules],
        name: &str,
        depth: usize,
    ) -> Result<Literal, Obstacle> {
        let mut schemas = Vec::new();
        for rules in rules {
            schemas.extend(self.schemas_of_member(&rules.object, name));
        }
        self.make(&schemas, depth + 1)
    }

    /// What the property `name` must be valid under.
    fn schemas_of_member(&mut self, object: &'g ObjectRules, name: &str) -> Vec<SchemaId> {
        let declared = object.property(name).map(|property| property.schema);
        let mut schemas: Vec<_> = declared.into_iter().collect();
        for (source, schema) in &object.pattern_properties {
            let pattern = self.effort.patterns.get(source);
            if pattern.is_some_and(|pattern| pattern.is_match(name)) {
                schemas.push(*schema);
            }
        }
        if let (true, Additional::Schema(schema)) = (schemas.is_empty(), object.additional) {
            schemas.push(schema);
        }
        schemas
    }

    /// A name that no property declares.
    fn free_name(&mut self, rules: &[&'g Rules], number: u64, depth: usize) -> Option<String> {
        let objects = || rules.iter().map(|rules| &rules.object);
        let names: Vec<_> = objects().filter_map(|rules| rules.property_names).collect();
        let salt = std::mem::replace(&mut self.choice.salt, number);
        let source = objects().find_map(|rules| rules.pattern_properties.first());
        let name = if let Some((source, _)) = source {
            let compiled = self.effort.patterns.get(source);
            let syntax = compiled.and_then(Pattern::linear_syntax);
            syntax.and_then(|syntax| pattern::matching(syntax, 1, &mut self.choice))
        } else if names.is_empty() {
            Some(format!("key{number}"))
        } else {
            let made = self.make(&names, depth + 1).ok();
            made.and_then(|name| name.as_str().map(str::to_owned))
        };
        self.choice.salt = salt;
        name
    }
}

/// The names an object must have, with what those need in turn.
fn needed_names(rules: &[&Rules]) -> Vec<String> {
    let objects = || rules.iter().map(|rules| &rules.object);
    let mut names: Vec<String> = Vec::new();
    let mut waiting: Vec<&String> = objects().flat_map(|rules| &rules.required).collect();
    waiting.reverse();
    while let Some(name) = waiting.pop() {
        if names.contains(name) {
            continue;
        }
        names.push(name.clone());
        let dependencies = objects().flat_map(|rules| &rules.dependent_required);
        waiting.extend(
            dependencies
                .filter(|(present, _)| present == name)
                .flat_map(|(_, needed)| needed),
        );
    }
    names
}

/// Whether names that are not declared are what the object is about, as in a map.
fn has_free_names(rules: &[&Rules]) -> bool {
    rules.iter().map(|rules| &rules.object).any(|object| {
        matches!(object.additional, Additional::Schema(_)) || !object.pattern_properties.is_empty()
    })
}

/// Declared properties as they are declared, others behind them.
fn in_document_order(rules: &[&Rules], members: &mut [(String, Literal)]) {
    let declared = rules.iter().flat_map(|rules| &rules.object.properties);
    let names: Vec<_> = declared.map(|property| &property.name).collect();
    members.sort_by_key(|(name, _)| {
        names
            .iter()
            .position(|declared| *declared == name)
            .unwrap_or(usize::MAX)
    });
}
