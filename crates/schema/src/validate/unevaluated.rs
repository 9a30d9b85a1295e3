//! `unevaluatedItems` and `unevaluatedProperties` (2020-12 core §11): what no other keyword has looked at.
//!
//! What was looked at is found by going once more through the schemas that apply to the same value, and only where one
//! of the two keywords asks for it, so that every other schema pays nothing.

use std::collections::HashSet;

use tidings_check::message;

use super::instance::View;
use super::names::Present;
use super::{Applied, DEPTH_LIMIT, Failure, Validator, cost};
use crate::{Additional, Rules, Schema, SchemaId, SchemaKind};

/// The parts of one value that schemas have looked at, by position.
#[derive(Default)]
struct Evaluated {
    parts: HashSet<usize>,
    /// The schemas that have been gone through, which may lead to each other in circles.
    seen: HashSet<SchemaId>,
}

impl<'g> Validator<'g, '_> {
    /// Judges what is left over by the schemas for it.
    pub(super) fn check_unevaluated(
        &mut self,
        applied: Applied<'_, 'g>,
        failures: &mut Vec<Failure>,
    ) {
        let rules = applied.rules;
        match (
            applied.instance.view(),
            rules.array.unevaluated,
            rules.object.unevaluated,
        ) {
            (View::Array(items), Some(schema), _) => {
                let evaluated = self.evaluated(applied);
                for (index, item) in items.iter().enumerate() {
                    if evaluated.contains(&index) {
                        continue;
                    }
                    if matches!(self.graph.get(schema).kind, SchemaKind::Boolean(false)) {
                        let message = message::unevaluated_item(index);
                        let path = applied.path.index(index);
                        let location = item.location();
                        let keyword = "unevaluatedItems";
                        failures.push(applied.failure_at(&path, location, keyword, message));
                    } else {
                        self.apply(schema, *item, &applied.path.index(index), failures);
                    }
                }
            }
            (View::Object(members), _, Some(schema)) => {
                let evaluated = self.evaluated(applied);
                for (index, member) in members.iter().enumerate() {
                    if evaluated.contains(&index) {
                        continue;
                    }
                    let path = applied.path.key(member.name);
                    if matches!(self.graph.get(schema).kind, SchemaKind::Boolean(false)) {
                        let message = message::unevaluated_property(member.name);
                        let location = member.location();
                        let keyword = "unevaluatedProperties";
                        failures.push(applied.failure_at(&path, location, keyword, message));
                    } else {
                        self.apply(schema, member.value, &path, failures);
                    }
                }
            }
            _ => {}
        }
    }

    /// The positions of the items or properties that the other keywords of the schema have looked at.
    fn evaluated(&mut self, applied: Applied<'_, 'g>) -> HashSet<usize> {
        let mut evaluated = Evaluated::default();
        self.evaluate_rules(applied, applied.schema, applied.rules, &mut evaluated);
        evaluated.parts
    }

    /// Adds what `schema` has looked at; the value is valid under it, or fails anyway.
    fn evaluate(&mut self, applied: Applied<'_, 'g>, schema: SchemaId, evaluated: &mut Evaluated) {
        let entered = self.entered.len();
        let id = self.enter(schema);
        let found = self.graph.get(id);
        if let SchemaKind::Rules(rules) = &found.kind
            && self.depth() < DEPTH_LIMIT
            && self.effort.steps > 0
            && evaluated.seen.insert(id)
        {
            let cost = cost(rules, applied.instance);
            self.effort.steps = self.effort.steps.saturating_sub(cost);
            self.evaluating += 1;
            self.evaluate_rules(applied, found, rules, evaluated);
            self.evaluating -= 1;
        }
        self.entered.truncate(entered);
    }

    fn evaluate_rules(
        &mut self,
        applied: Applied<'_, 'g>,
        schema: &'g Schema,
        rules: &'g Rules,
        evaluated: &mut Evaluated,
    ) {
        let is_outermost = std::ptr::eq(schema, applied.schema);
        match applied.instance.view() {
            View::Array(items) => {
                let array = &rules.array;
                let covers_rest =
                    array.items.is_some() || !is_outermost && array.unevaluated.is_some();
                let covered = if covers_rest {
                    items.len()
                } else {
                    array.prefix.len()
                };
                evaluated.parts.extend(0..covered.min(items.len()));
                if let Some(contains) = array
                    .contains
                    .filter(|_| schema.dialect.contains_evaluates())
                {
                    for (index, item) in items.iter().enumerate() {
                        if self.is_valid(contains, *item, &applied.path.index(index)) {
                            evaluated.parts.insert(index);
                        }
                    }
                }
            }
            View::Object(members) => {
                let object = &rules.object;
                let covers_rest = object.additional != Additional::Unstated
                    || !is_outermost && object.unevaluated.is_some();
                for (index, member) in members.iter().enumerate() {
                    let declared = &mut self.effort.declared;
                    let is_declared =
                        covers_rest || declared.property(object, member.name).is_some() || {
                            let mut patterns = object.pattern_properties.iter();
                            patterns.any(|(source, _)| {
                                let pattern = self.effort.patterns.get(source);
                                pattern.is_some_and(|pattern| pattern.is_match(member.name))
                            })
                        };
                    if is_declared {
                        evaluated.parts.insert(index);
                    }
                }
                let present = Present::new(&members);
                for (dependent, schema) in &object.dependent_schemas {
                    if present.contains(dependent) {
                        self.evaluate(applied, *schema, evaluated);
                    }
                }
            }
            _ => {}
        }
        self.evaluate_combinations(applied, rules, evaluated);
    }

    fn evaluate_combinations(
        &mut self,
        applied: Applied<'_, 'g>,
        rules: &'g Rules,
        evaluated: &mut Evaluated,
    ) {
        for schema in &rules.all_of {
            self.evaluate(applied, *schema, evaluated);
        }
        if let Some(reference) = &rules.dynamic_reference {
            let schema = self.meant(reference);
            self.evaluate(applied, schema, evaluated);
        }
        for schema in rules.any_of.iter().chain(&rules.one_of) {
            if self.is_valid(*schema, applied.instance, applied.path) {
                self.evaluate(applied, *schema, evaluated);
            }
        }
        if let Some(condition) = rules.condition {
            let follows = if self.is_valid(condition, applied.instance, applied.path) {
                self.evaluate(applied, condition, evaluated);
                rules.consequence
            } else {
                rules.alternative
            };
            if let Some(schema) = follows {
                self.evaluate(applied, schema, evaluated);
            }
        }
    }
}
