//! Values that fit several branches of a `oneOf` and are changed until they fit one.
//!
//! Branches without a tag overlap: an object of one mostly is an object of the others too.
//! A property that another branch declares is given a value that only that branch refuses.

use super::Maker;
use crate::in_place::in_place;
use crate::{Literal, Rules, SchemaId};

/// How many values are tried to make one fit.
const TRIES: usize = 2_000;

/// Values of every type, the plain ones first.
fn probes() -> Vec<Literal> {
    let text = |text: &str| Literal::String(text.to_owned());
    let number = |text: &str| Literal::Number(text.to_owned());
    vec![
        text("text"),
        number("1"),
        Literal::Bool(true),
        number("0.5"),
        number("-1"),
        text(""),
        Literal::Null,
        Literal::Array(Vec::new()),
        Literal::Object(Vec::new()),
        text("2026-11-01T00:06:00Z"),
        number("1000000"),
    ]
}

impl Maker<'_> {
    /// A value like `value` that is valid under all of `schemas`, where `value` fits too many branches of a `oneOf`.
    pub(super) fn separated(
        &mut self,
        schemas: &[SchemaId],
        rules: &[&Rules],
        value: &Literal,
    ) -> Option<Literal> {
        let mut tries = TRIES;
        for branches in rules.iter().map(|rules| &rules.one_of) {
            let matching: Vec<SchemaId> = branches
                .iter()
                .copied()
                .filter(|&branch| self.is_valid(&[branch], value).is_ok())
                .collect();
            if matching.len() < 2 {
                continue;
            }
            for &kept in &matching {
                let mut candidate = value.clone();
                for &other in matching.iter().filter(|&&other| other != kept) {
                    if self.is_valid(&[other], &candidate).is_ok()
                        && let Some(refused) = self.refused(kept, other, &candidate, &mut tries)
                    {
                        candidate = refused;
                    }
                }
                if self.is_valid(schemas, &candidate).is_ok() {
                    return Some(candidate);
                }
            }
        }
        None
    }

    /// A value like `value` that `kept` still allows and `other` does not.
    fn refused(
        &mut self,
        kept: SchemaId,
        other: SchemaId,
        value: &Literal,
        tries: &mut usize,
    ) -> Option<Literal> {
        let changes = self.changes(kept, other, value);
        changes.into_iter().find(|change| {
            *tries = tries.saturating_sub(1);
            *tries > 0
                && self.is_valid(&[kept], change).is_ok()
                && self.is_valid(&[other], change).is_err()
        })
    }

    /// Values like `value` in which one thing is different that the two schemas may see differently.
    fn changes(&self, kept: SchemaId, other: SchemaId, value: &Literal) -> Vec<Literal> {
        let Literal::Object(members) = value else {
            return probes();
        };
        let mut changes = Vec::new();
        let mut names = self.declared(other);
        names.extend(self.declared(kept));
        names.dedup();
        for name in &names {
            for probe in probes() {
                let mut changed = members.clone();
                match changed.iter_mut().find(|(known, _)| known == name) {
                    Some((_, member)) => *member = probe,
                    None => changed.push((name.clone(), probe)),
                }
                changes.push(Literal::Object(changed));
            }
            let without = members.iter().filter(|(known, _)| known != name);
            changes.push(Literal::Object(without.cloned().collect()));
        }
        // A name that nobody declares breaks what is closed.
        let mut more = members.clone();
        more.push(("other".to_owned(), Literal::String("text".to_owned())));
        changes.push(Literal::Object(more));
        changes
    }

    /// The properties that a schema and those in its place declare or demand.
    fn declared(&self, schema: SchemaId) -> Vec<String> {
        let mut names = Vec::new();
        let mut seen = vec![self.graph.resolve(schema)];
        let mut next = 0;
        while let Some(&id) = seen.get(next) {
            next += 1;
            let Some(rules) = self.graph.rules(id) else {
                continue;
            };
            let properties = rules.object.properties.iter();
            names.extend(properties.map(|property| property.name.clone()));
            names.extend(rules.object.required.iter().cloned());
            for part in in_place(self.graph, rules) {
                if !seen.contains(&part) {
                    seen.push(part);
                }
            }
        }
        names
    }
}
