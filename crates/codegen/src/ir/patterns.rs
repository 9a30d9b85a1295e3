//! Properties that a schema describes by the look of their names.

use std::cell::RefCell;
use std::collections::HashMap;

use tidings_decide::are_exclusive;
use tidings_schema::{Additional, Pattern, Rules, SchemaId, SchemaKind};

use super::builder::Builder;
use super::merged::Merged;
use super::place::Place;
use super::residual::rules_of;
use super::{Constraints, PatternFields};

/// What the proof that two patterns have no name in common may cost.
const STEPS: u64 = 20_000;

/// More patterns than this are not told apart.
const MOST_PATTERNS: usize = 16;

/// A pattern of names, and the schema of the properties that are called so.
type NamePattern = (String, SchemaId);

/// What `patternProperties` say of names that are not declared.
pub(super) enum NamePatterns {
    /// Nothing.
    None,
    /// Each has to match this pattern, and its value is of this schema.
    Every(String, SchemaId),
    /// At most one of these patterns matches a name, and its value is of that schema.
    Several(Vec<NamePattern>),
    /// More than maps can say.
    Residual,
}

/// Which patterns have no name in common, as far as anybody has asked.
#[derive(Debug, Default)]
pub(super) struct Exclusive(RefCell<HashMap<(String, String), bool>>);

impl Exclusive {
    fn are(&self, one: &str, other: &str) -> bool {
        let pair = (one.to_owned(), other.to_owned());
        *self
            .0
            .borrow_mut()
            .entry(pair)
            .or_insert_with(|| are_exclusive(one, other, STEPS))
    }
}

impl Builder<'_> {
    /// What the patterns of names say in a way that maps can say too.
    pub(super) fn name_patterns(&self, merged: &Merged) -> NamePatterns {
        let demands = |rules: &Rules| {
            let object = &rules.object;
            let demands = |(_, schema): &NamePattern| !self.graph.is_unconstrained(*schema);
            let allows_others = matches!(
                object.additional,
                Additional::Unstated | Additional::Allowed
            );
            !allows_others || object.pattern_properties.iter().any(demands)
        };
        let all = || rules_of(self.graph, merged).map(|(_, rules)| rules);
        let mut demanding = all().filter(|rules| demands(rules));
        if !all().any(|rules| demands(rules) && !rules.object.pattern_properties.is_empty()) {
            return NamePatterns::None;
        }
        let (Some(rules), None) = (demanding.next(), demanding.next()) else {
            return NamePatterns::Residual;
        };
        let patterns = &rules.object.pattern_properties;
        match &patterns[..] {
            [(pattern, schema)] if rules.object.additional == Additional::Denied => {
                NamePatterns::Every(pattern.clone(), *schema)
            }
            _ if self.tell_names_apart(patterns) => NamePatterns::Several(patterns.clone()),
            _ => NamePatterns::Residual,
        }
    }

    /// Whether no name matches two of `patterns`.
    fn tell_names_apart(&self, patterns: &[NamePattern]) -> bool {
        let mut runnable = patterns.iter();
        let mut pairs = patterns.iter().enumerate().flat_map(|(index, (one, _))| {
            let others = patterns[index + 1..].iter();
            others.map(move |(other, _)| (one, other))
        });
        patterns.len() <= MOST_PATTERNS
            && runnable.all(|(pattern, _)| Pattern::new(pattern).is_ok())
            && pairs.all(|(one, other)| self.exclusive.are(one, other))
    }

    /// The maps that hold the properties of each of `patterns`.
    ///
    /// A name that may not be there needs no map; `constraints` of the others say so.
    pub(super) fn pattern_fields(
        &mut self,
        patterns: Vec<NamePattern>,
        place: &Place,
        constraints: &mut Constraints,
    ) -> Vec<PatternFields> {
        let mut fields = Vec::new();
        for (pattern, schema) in patterns {
            let kind = &self.graph.get(self.graph.resolve(schema)).kind;
            if matches!(kind, SchemaKind::Boolean(false)) {
                let names = constraints.names.get_or_insert_default();
                names.not_patterns.push(pattern);
                continue;
            }
            let literal = literal_part(&pattern);
            let name = match literal.is_empty() {
                true => self.author_name(self.graph.resolve(schema)),
                false => Some(literal),
            };
            let name = name.unwrap_or_else(|| "matching".to_owned());
            fields.push(PatternFields {
                usage: self.usage(&[schema], &place.inner(&name)),
                docs: self.docs(schema),
                pattern,
                name,
            });
        }
        fields
    }
}

/// What stands in every name that `pattern` matches, as far as it is plain to see: `x-` of `^x-[a-z]+$`.
fn literal_part(pattern: &str) -> String {
    let mut literal = String::new();
    let mut characters = pattern.trim_start_matches('^').chars();
    while let Some(character) = characters.next() {
        let plain = match character {
            '\\' => characters.next().filter(|one| !one.is_alphanumeric()),
            one => Some(one).filter(|one| one.is_alphanumeric() || "-_:/ ".contains(*one)),
        };
        match (plain, character) {
            (Some(plain), _) => literal.push(plain),
            // What stands before may be absent.
            (None, '?' | '*' | '{') => {
                literal.pop();
                break;
            }
            (None, _) => break,
        }
    }
    let has_letters = literal.chars().any(char::is_alphabetic);
    match has_letters && !pattern.contains('|') {
        true => literal,
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::literal_part;

    #[test]
    fn names_of_maps_come_from_what_a_pattern_says_plainly() {
        for (pattern, literal) in [
            ("^x-", "x-"),
            (r"^metric\.[a-z]+$", "metric."),
            ("_load$", "_load"),
            ("^ab?c", "a"),
            ("^[a-z]+$", ""),
            ("^(a|b)-", ""),
            ("^a-|^b-", ""),
            (r"^\d+$", ""),
            ("", ""),
        ] {
            assert_eq!(literal_part(pattern), literal, "{pattern}");
        }
    }
}
