//! Which values of the pool each definition accepts.

use std::collections::HashSet;

use super::pool::{Pool, Small, word};
use super::rule::{ArrayRule, ObjectRule, PATTERNS, Rule, TYPES};

/// One table for each definition, with a verdict for each value.
#[derive(Debug)]
pub(super) struct Judged(Vec<Vec<bool>>);

impl Judged {
    /// Judges every value of `pool`: parts come before what is made of them, and on one value later definitions before those
    /// that lead to them.
    pub(super) fn new(rules: &[Rule], pool: &Pool) -> Self {
        let mut judged = Self(vec![Vec::with_capacity(pool.len()); rules.len()]);
        for value in 0..pool.len() {
            for (number, rule) in rules.iter().enumerate().rev() {
                let verdict = judged.keeps_to(rule, value, pool);
                judged.0[number].push(verdict);
            }
        }
        judged
    }

    /// Whether the definition `number` accepts `value`.
    pub(super) fn accepts(&self, number: usize, value: usize) -> bool {
        self.0[number][value]
    }

    /// The first value of which `holds` is true.
    pub(super) fn first_of(&self, holds: impl FnMut(&usize) -> bool) -> Option<usize> {
        let count = self.0.first().map_or(0, Vec::len);
        (0..count).find(holds)
    }

    fn keeps_to(&self, rule: &Rule, value: usize, pool: &Pool) -> bool {
        let keeps = |rule: &Rule| self.keeps_to(rule, value, pool);
        match rule {
            Rule::Always(verdict) => *verdict,
            Rule::Listed(scalars) => scalars.contains(&value),
            Rule::Typed(name) => TYPES[*name] == type_of(pool.get(value)),
            Rule::Matching(pattern) => PATTERNS[*pattern].1.contains(&value),
            Rule::Reference(number) => self.0[*number][value],
            Rule::All(rules) => rules.iter().all(keeps),
            Rule::Any(rules) => rules.iter().any(keeps),
            Rule::One(rules) => rules.iter().filter(|rule| keeps(rule)).count() == 1,
            Rule::Not(rule) => !keeps(rule),
            Rule::If(rules) => {
                let [condition, consequence, alternative] = &**rules;
                keeps(if keeps(condition) {
                    consequence
                } else {
                    alternative
                })
            }
            Rule::Object(object) => match pool.get(value) {
                Small::Object(members) => self.object(object, value, members, pool),
                _ => false,
            },
            Rule::Array(array) => match pool.get(value) {
                Small::Array(items) => self.array(array, items, pool),
                _ => false,
            },
        }
    }

    fn object(
        &self,
        rule: &ObjectRule,
        whole: usize,
        members: &[(usize, usize)],
        pool: &Pool,
    ) -> bool {
        let has = |wanted: &usize| members.iter().any(|(name, _)| name == wanted);
        let is_counted =
            members.len() >= rule.min && rule.max.is_none_or(|max| members.len() <= max);
        let depends =
            |(name, dependent): &(usize, Rule)| !has(name) || self.keeps_to(dependent, whole, pool);
        is_counted
            && rule.required.iter().all(has)
            && rule.dependent.iter().all(depends)
            && members
                .iter()
                .all(|(name, value)| self.member(rule, *name, *value, pool))
    }

    fn member(&self, rule: &ObjectRule, name: usize, value: usize, pool: &Pool) -> bool {
        let declared = rule.properties.iter().find(|(known, _)| *known == name);
        let declared = declared.map(|(_, declared)| declared);
        let matching = rule.matching.as_ref();
        let matching = matching.filter(|(pattern, _)| PATTERNS[*pattern].1.contains(&name));
        let matching = matching.map(|(_, matching)| matching);
        let rest = match (declared, matching) {
            (None, None) => rule.rest.as_ref(),
            _ => None,
        };
        let mut schemas = declared.into_iter().chain(matching).chain(rest);
        schemas.all(|schema| self.keeps_to(schema, value, pool))
            && rule
                .names
                .iter()
                .all(|names| self.keeps_to(names, name, pool))
    }

    fn array(&self, rule: &ArrayRule, items: &[usize], pool: &Pool) -> bool {
        let is_counted = items.len() >= rule.min && rule.max.is_none_or(|max| items.len() <= max);
        let is_first = |at: usize| at == 0 && rule.first.is_some();
        let schema = |at: usize| {
            if is_first(at) {
                rule.first.as_ref()
            } else {
                rule.items.as_ref()
            }
        };
        let mut numbered = items.iter().enumerate();
        let is_contained = |(contained, min, max): &(Rule, usize, Option<usize>)| {
            let found = items
                .iter()
                .filter(|item| self.keeps_to(contained, **item, pool))
                .count();
            found >= *min && max.is_none_or(|max| found <= max)
        };
        is_counted
            && (!rule.is_unique || items.iter().collect::<HashSet<_>>().len() == items.len())
            && rule.contains.iter().all(is_contained)
            && numbered.all(|(at, item)| {
                schema(at).is_none_or(|schema| self.keeps_to(schema, *item, pool))
            })
    }
}

fn type_of(value: &Small) -> &'static str {
    match value {
        Small::Scalar(scalar) if word(*scalar) == "null" => "null",
        Small::Scalar(scalar) if word(*scalar) == "0" => "integer",
        Small::Scalar(_) => "string",
        Small::Array(_) => "array",
        Small::Object(_) => "object",
    }
}
