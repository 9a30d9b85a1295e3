//! Every rule that a finding can name, from every crate that makes findings.

use tidings_diag::{RuleMeta, nearest};
use tidings_project::catalogue::TABLES;

/// The tables of what changed between versions; those about documents and code stand where a project decides about them.
static CHANGES: &[&[&RuleMeta]] = &[
    tidings_diff::RULES,
    tidings_diff::SOURCE_RULES,
    tidings_diff::WORKSPACE_RULES,
];

/// Every rule, in the order of the tables.
fn listed() -> impl Iterator<Item = &'static RuleMeta> {
    let tables = TABLES.iter().chain(CHANGES);
    tables.copied().flatten().copied()
}

/// Every rule, by code.
pub(crate) fn all() -> Vec<&'static RuleMeta> {
    let mut all: Vec<&RuleMeta> = listed().collect();
    all.sort_by_key(|rule| rule.code);
    all
}

/// Whether `rule` is in the catalogue.
pub(crate) fn lists(rule: &RuleMeta) -> bool {
    listed().any(|listed| listed == rule)
}

/// The rule with this id or code.
pub(crate) fn find(name: &str) -> Option<&'static RuleMeta> {
    let named = |rule: &&RuleMeta| rule.id == name || rule.code.eq_ignore_ascii_case(name);
    all().into_iter().find(named)
}

/// The id of the rule that `name` is probably meant to be.
pub(crate) fn near(name: &str) -> Option<&'static str> {
    nearest(name, all().into_iter().map(|rule| rule.id))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_and_codes_are_unique() {
        let mut seen = HashSet::new();
        for rule in all() {
            assert!(seen.insert(rule.id), "two rules are called {}", rule.id);
            assert!(
                seen.insert(rule.code),
                "two rules have the code {}",
                rule.code
            );
        }
    }

    #[test]
    fn ids_are_kebab_case_and_codes_a_letter_and_three_digits() {
        for rule in all() {
            let kebab = |character: char| {
                character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
            };
            assert!(
                rule.id.chars().all(kebab) && !rule.id.contains("--"),
                "{}",
                rule.id
            );
            let (letter, digits) = rule.code.split_at(1);
            assert!(
                letter.chars().all(|letter| letter.is_ascii_uppercase()),
                "{}",
                rule.code
            );
            assert!(
                digits.len() == 3 && digits.chars().all(|digit| digit.is_ascii_digit()),
                "{}",
                rule.code
            );
        }
    }

    #[test]
    fn ids_do_not_say_no() {
        for rule in all() {
            let remedy = ["no-", "disallow-", "require-"]
                .iter()
                .find(|prefix| rule.id.starts_with(**prefix));
            // `no-documents` names what is missing; "allow no-documents" reads as it should.
            assert!(remedy.is_none() || rule.id == "no-documents", "{}", rule.id);
        }
    }

    #[test]
    fn rules_are_found_by_id_and_by_code() {
        for rule in all() {
            assert_eq!(find(rule.id), Some(rule));
            assert_eq!(find(&rule.code.to_lowercase()), Some(rule));
        }
        assert_eq!(find("no-such-rule"), None);
        assert_eq!(near("unresolved-reff"), Some("unresolved-ref"));
    }

    #[test]
    fn summaries_are_phrases() {
        for rule in all() {
            assert!(
                !rule.summary.is_empty() && !rule.summary.ends_with('.'),
                "{}: {}",
                rule.id,
                rule.summary
            );
        }
    }
}
