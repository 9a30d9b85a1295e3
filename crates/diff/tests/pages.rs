//! The pages of the checks: each says what changed and why it matters, and shows it with contracts that are compared here.
//!
//! The blocks of a page are a `base`, a `revision` in which the check finds something, and, where that breaks or takes
//! something away, what to do `instead`, which does not. A page whose check advises something else in each direction has
//! further examples, whose blocks say what the application does: `base received`, or the policy under which it breaks
//! somebody: `base forward`. What breaks whoever is ahead of the base is a matter of who goes first, so there is nothing to
//! write instead.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use support::{as_it_is, contract};
use tidings_diag::{RuleMeta, Severity};
use tidings_diff::{Change, Impact, Options, Policy, RULES, Reading, compare};

/// An example of a page.
#[derive(Default)]
struct Example {
    /// What tells it from the first one; that has no name.
    name: String,
    /// Its blocks by their kind.
    blocks: BTreeMap<String, String>,
}

impl Example {
    /// How its versions are compared.
    fn options(&self) -> Options {
        Options {
            policy: Policy::named(&self.name).unwrap_or_default(),
            ..Options::default()
        }
    }
}

/// The examples of a page.
fn examples(check: &RuleMeta) -> Vec<Example> {
    let page = check.markdown();
    let mut examples: BTreeMap<&str, Example> = BTreeMap::new();
    for block in page.split("```yaml ").skip(1) {
        let (head, rest) = block.split_once('\n').expect("a block has lines");
        let (text, _) = rest.split_once("```").expect("a block ends");
        let (kind, name) = head.split_once(' ').unwrap_or((head, ""));
        let example = examples.entry(name).or_default();
        name.clone_into(&mut example.name);
        example.blocks.insert(kind.to_owned(), text.to_owned());
    }
    examples.into_values().collect()
}

/// Every check with each of its examples.
fn all_examples() -> impl Iterator<Item = (&'static RuleMeta, Example)> {
    let checks = RULES.iter();
    checks.flat_map(|check| examples(check).into_iter().map(|example| (*check, example)))
}

#[test]
fn every_page_says_why_it_matters() {
    for check in RULES {
        let page = check.markdown();
        assert!(page.contains("\n\n## Why it matters\n\n"), "{}", check.id);
    }
}

#[test]
fn every_check_finds_its_own_example() {
    let mut wrong = Vec::new();
    for (check, example) in all_examples() {
        let blocks = &example.blocks;
        let (Some(base), Some(revision)) = (blocks.get("base"), blocks.get("revision")) else {
            panic!("{} shows no base and no revision", check.id);
        };
        let comparison = compare(&as_it_is(base), &as_it_is(revision), &example.options());
        let own = |change: &&Change| change.check.id == check.id;
        let worst = comparison
            .changes
            .iter()
            .filter(own)
            .map(|change| change.impact)
            .max();
        let is_another = !example.name.is_empty();
        let is_as_bad = match check.severity {
            _ if is_another => worst.is_some_and(|impact| impact >= Impact::Risky),
            Severity::Error => matches!(worst, Some(Impact::Breaking | Impact::Unknown)),
            Severity::Warning => worst == Some(Impact::Risky),
            Severity::Info => worst.is_some_and(|impact| impact < Impact::Risky),
        };
        if !is_as_bad {
            let found = comparison.changes.iter();
            let found: Vec<_> = found
                .map(|change| (change.check.id, change.impact))
                .collect();
            wrong.push(format!("{}: {worst:?} of {found:?}", check.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_to_do_instead_breaks_nobody() {
    let mut wrong = Vec::new();
    for (check, example) in all_examples() {
        let blocks = &example.blocks;
        let (Some(base), Some(instead)) = (blocks.get("base"), blocks.get("instead")) else {
            // What could not be found out is mended by looking.
            let is_of_order = example.options().policy != Policy::Roles;
            let needs_none =
                is_of_order || check.severity == Severity::Info || check.id == "payload-undecided";
            assert!(needs_none, "{} does not show what to do instead", check.id);
            continue;
        };
        let comparison = compare(&contract(base), &contract(instead), &example.options());
        let bad = comparison
            .changes
            .iter()
            .filter(|change| change.impact >= Impact::Risky);
        wrong.extend(bad.map(|change| format!("{}: {}", check.id, change.message)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn backward_is_forward_of_the_reverse_for_every_check() {
    let mut wrong = Vec::new();
    for (check, example) in all_examples() {
        let blocks = &example.blocks;
        let [base, revision] = ["base", "revision"].map(|kind| as_it_is(&blocks[kind]));
        for reading in Reading::ALL {
            let with = |policy| Options {
                policy,
                reading,
                ..Options::default()
            };
            let backward = compare(&base, &revision, &with(Policy::Backward)).verdict();
            let forward = compare(&revision, &base, &with(Policy::Forward)).verdict();
            if backward != forward {
                let name = reading.name();
                wrong.push(format!(
                    "{} under {name}: {backward:?}, {forward:?}",
                    check.id
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_example_of_each_direction_has_its_own_advice() {
    for check in RULES {
        let examples = examples(check);
        let count = examples.len();
        let advised = examples.iter().flat_map(|example| {
            let [base, revision] = ["base", "revision"].map(|kind| as_it_is(&example.blocks[kind]));
            let changes = compare(&base, &revision, &example.options()).changes;
            let own = changes.into_iter().filter(|one| one.check.id == check.id);
            own.filter_map(|change| change.advice)
                .collect::<BTreeSet<_>>()
        });
        let advised: BTreeSet<_> = advised.collect();
        let is_told = count == 1 || advised.len() > 1;
        assert!(is_told, "{}: {advised:?}", check.id);
    }
}
