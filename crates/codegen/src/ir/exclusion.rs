//! Demands that straight-line code can check although no type says them: `not` of something simple, and choices that
//! are about nothing but which properties are there.

use tidings_schema::{Literal, Rules, SchemaGraph, SchemaId, SchemaKind, Type, TypeSet};

use super::constraints::PropertyRule;
use super::merged::Merged;
use super::{Bound, Constraints};

/// `not` in `not`, and alternatives in it, are looked through this deep.
const DEEPEST: usize = 4;

/// Turns what is simple into constraints; the rest is left to the embedded validator, or to unions.
pub(super) fn settle(graph: &SchemaGraph, merged: &mut Merged) {
    let parts: Vec<SchemaId> = merged.parts.iter().map(|part| part.schema).collect();
    for schema in parts {
        let Some(not) = graph.rules(schema).and_then(|rules| rules.not) else {
            continue;
        };
        let mut settled = Settled {
            stated: merged.stated,
            literals: merged.literals.clone(),
            constraints: merged.constraints.clone(),
        };
        if settled.exclude(graph, not, 0) {
            merged.stated = settled.stated;
            merged.literals = settled.literals;
            merged.constraints = settled.constraints;
            merged.settled.push(schema);
        }
    }
    if merged.stated != Some(TypeSet::only(Type::Object)) {
        return;
    }
    let rules = &mut merged.constraints.property_rules;
    merged.choices.retain(|choice| {
        let branches = choice.branches.iter();
        let lists: Option<Vec<Vec<String>>> = branches
            .map(|branch| {
                let (required, _) = only_required(graph, *branch)?;
                Some(required.to_vec())
            })
            .collect();
        let Some(lists) = lists else { return true };
        rules.push(match choice.exactly_one {
            true => PropertyRule::OneOf(lists),
            false => PropertyRule::AnyOf(lists),
        });
        false
    });
}

/// What the keywords say once something is excluded.
struct Settled {
    stated: Option<TypeSet>,
    literals: Option<Vec<Literal>>,
    constraints: Constraints,
}

impl Settled {
    /// Excludes the values of `schema`, if that can be said.
    fn exclude(&mut self, graph: &SchemaGraph, schema: SchemaId, depth: usize) -> bool {
        let schema = graph.resolve(schema);
        if let Some((required, is_typed)) = only_required(graph, schema) {
            let Some(stated) = self.stated else {
                return false;
            };
            if !is_typed {
                // Whatever is no object fits a schema that says nothing but `required`.
                self.stated = Some(stated.intersection(TypeSet::only(Type::Object)));
            }
            let excluded = PropertyRule::Excludes(required.to_vec());
            self.constraints.property_rules.push(excluded);
            return true;
        }
        let SchemaKind::Rules(rules) = &graph.get(schema).kind else {
            return false;
        };
        if !rules.any_of.is_empty() {
            // None of several is what is left when each is excluded.
            return has_only(rules, |rest| rest.any_of.clear())
                && depth < DEEPEST
                && rules
                    .any_of
                    .iter()
                    .all(|branch| self.exclude(graph, *branch, depth + 1));
        }
        if has_only(rules, |rest| rest.types = None) {
            return rules.types.is_some_and(|types| self.exclude_types(types));
        }
        let literals = has_only(rules, |rest| {
            rest.types = None;
            rest.constant = None;
            rest.enumeration = None;
        });
        if literals {
            // What both list would be excluded, and nobody writes both.
            let lists_once = rules.constant.is_none() || rules.enumeration.is_none();
            return lists_once && self.exclude_literals(rules);
        }
        let pattern = has_only(rules, |rest| {
            rest.types = None;
            rest.string.pattern = None;
        });
        match (&rules.string.pattern, rules.types) {
            (Some(excluded), types) if pattern => self.exclude_pattern(excluded, types),
            _ => false,
        }
    }

    fn exclude_types(&mut self, types: TypeSet) -> bool {
        let Some(stated) = self.stated else {
            return false;
        };
        if types.contains(Type::Integer)
            && !types.contains(Type::Number)
            && stated.contains(Type::Number)
        {
            // No type is all numbers but the whole ones.
            return false;
        }
        let left = stated.iter().filter(|one| !types.allows(*one));
        self.stated = Some(left.collect());
        true
    }

    fn exclude_literals(&mut self, rules: &Rules) -> bool {
        let excluded: Vec<Literal> = rules
            .listed()
            .filter(|one| {
                rules
                    .types
                    .is_none_or(|types| types.allows(one.json_type()))
            })
            .cloned()
            .collect();
        if let Some(literals) = &mut self.literals {
            literals.retain(|one| !excluded.contains(one));
            return true;
        }
        let Some(stated) = self.stated else {
            return false;
        };
        let mut numbers = Vec::new();
        for literal in excluded {
            if !stated.allows(literal.json_type()) {
                continue;
            }
            match literal {
                Literal::Null => {
                    self.stated = self.stated.map(|stated| stated.without(Type::Null));
                }
                Literal::Bool(truth) if self.constraints.truth == Some(truth) => {
                    self.stated = self.stated.map(|stated| stated.without(Type::Boolean));
                }
                Literal::Bool(truth) => self.constraints.truth = Some(!truth),
                Literal::Number(text) => numbers.push(text),
                Literal::String(text) => self.constraints.not_texts.push(text),
                Literal::Array(_) | Literal::Object(_) => return false,
            }
        }
        if !numbers.is_empty() {
            self.constraints.bounds.push(Bound::NoneOf(numbers));
        }
        true
    }

    fn exclude_pattern(&mut self, pattern: &str, types: Option<TypeSet>) -> bool {
        match types {
            Some(types) if types == TypeSet::only(Type::String) => {}
            Some(_) => return false,
            // Whatever is no string fits a schema that says nothing but `pattern`.
            None => {
                let texts = TypeSet::only(Type::String);
                self.stated = Some(
                    self.stated
                        .map_or(texts, |stated| stated.intersection(texts)),
                );
            }
        }
        if self.stated.is_none() {
            return false;
        }
        self.constraints.not_patterns.push(pattern.to_owned());
        true
    }
}

/// The names that `schema` requires, and whether it is for objects alone, if it says nothing else.
fn only_required(graph: &SchemaGraph, schema: SchemaId) -> Option<(&[String], bool)> {
    let rules = graph.rules(schema)?;
    let objects = TypeSet::only(Type::Object);
    let is_for_objects = rules.types.is_none_or(|types| types == objects);
    let only = is_for_objects
        && !rules.object.required.is_empty()
        && has_only(rules, |rest| {
            rest.types = None;
            rest.object.required.clear();
        });
    only.then_some((&rules.object.required, rules.types.is_some()))
}

/// Whether `rules` demand nothing but what `remove` takes out of them.
fn has_only(rules: &Rules, remove: impl FnOnce(&mut Rules)) -> bool {
    let mut rest = rules.clone();
    remove(&mut rest);
    rest.is_unconstrained()
}
