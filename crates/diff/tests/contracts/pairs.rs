//! Pairs of contracts, each with what the change means and why.

use std::collections::BTreeSet;

use crate::pair::{meaning, pairs, tells};
use tidings_diff::{Answers, Comparison, Options, Policy, RULES, Reading, Verdict, compare};

fn with(policy: Policy, reading: Reading) -> Options {
    Options {
        policy,
        reading,
        ..Options::default()
    }
}

#[test]
fn every_pair_means_what_is_argued() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        assert!(!pair.why.is_empty(), "{}", pair.name);
        for expected in &pair.expected {
            let found = meaning(&pair.compare(&expected.options));
            if found != expected.meaning {
                let (name, setting) = (&pair.name, &expected.setting);
                wrong.push(format!(
                    "{name} under {setting}:\n  expected {}\n  found    {found}",
                    expected.meaning
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_told_of_a_pair_is_what_it_argues_for() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        for expected in &pair.expected {
            let comparison = pair.compare(&expected.options);
            let missing = expected
                .told
                .iter()
                .filter(|told| !tells(&comparison, told));
            let (name, setting) = (&pair.name, &expected.setting);
            wrong.extend(missing.map(|(what, value)| {
                let changes = comparison.changes.iter();
                let found = changes.map(|it| {
                    let advice = it.advice.as_deref().unwrap_or("nothing");
                    format!("\n    {} ({}; {advice})", it.message, it.concerns.name())
                });
                let found: String = found.collect();
                format!("{name} under {setting}:\n  {what}: {value}\n  found{found}")
            }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pairs_are_many_and_argue_for_both_readings() {
    let pairs = pairs();
    assert!(pairs.len() >= 120, "{} are left", pairs.len());
    for pair in &pairs {
        for reading in ["events", "strict"] {
            let mut settings = pair.expected.iter().map(|expected| &expected.setting);
            assert!(
                settings.any(|setting| setting == reading),
                "{}: {reading}",
                pair.name
            );
        }
    }
}

#[test]
fn every_check_finds_something_in_what_is_sent_and_in_what_is_received() {
    let pairs = pairs();
    for action in ["send", "receive"] {
        let of_action = pairs.iter().filter(|pair| pair.action == action);
        let expected = of_action.flat_map(|pair| &pair.expected);
        let found: BTreeSet<&str> = expected
            .flat_map(|expected| expected.meaning.split(", "))
            .filter_map(|change| Some(change.split_once(' ')?.0))
            .collect();
        let missing = RULES.iter().filter(|check| !found.contains(check.id));
        let missing: Vec<&str> = missing.map(|check| check.id).collect();
        assert!(missing.is_empty(), "{action}: {}", missing.join(", "));
    }
}

#[test]
fn backward_is_forward_of_the_reverse() {
    for pair in pairs() {
        for reading in Reading::ALL {
            let backward = pair.compare(&with(Policy::Backward, reading));
            let forward = pair.reversed(&with(Policy::Forward, reading));
            let name = reading.name();
            assert_eq!(
                backward.verdict(),
                forward.verdict(),
                "{} under {name}",
                pair.name
            );
            let all = |comparison: &Comparison| {
                let changes = comparison.changes.iter();
                let answers =
                    changes.fold(Answers::UNTOUCHED, |all, change| all.and(change.answers));
                (answers.backward.word(), answers.forward.word())
            };
            let (there, back) = (all(&backward), all(&forward));
            assert_eq!(there, (back.1, back.0), "{} under {name}", pair.name);
        }
    }
}

#[test]
fn a_contract_does_not_differ_from_itself() {
    for pair in pairs() {
        for policy in Policy::ALL {
            for contract in [&pair.base, &pair.revision] {
                let comparison = compare(contract, contract, &with(policy, Reading::Strict));
                assert_eq!(comparison.verdict(), Verdict::Unchanged, "{}", pair.name);
                assert!(comparison.changes.is_empty(), "{}", pair.name);
            }
        }
    }
}
