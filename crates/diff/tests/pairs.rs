//! Pairs of contracts, each with what the change means and why.
//!
//! A file of `pairs/` has three parts between lines of `---`: what is expected, the base, and the revision.
//! What is expected are lines of a name and a value: `why`, one sentence that argues for it; `changes`, each check that
//! finds something under the reading `events` with the impact; and the verdicts under `events` and `strict`.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::contract;
use tidings_diff::{Answers, Comparison, Options, Policy, Reading, Verdict, compare};
use tidings_model::Contract;

struct Pair {
    name: String,
    expected: Vec<(String, String)>,
    base: Contract,
    revision: Contract,
}

impl Pair {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("a pair is readable");
        let parts: Vec<&str> = text.split("\n---\n").collect();
        let [expected, base, revision] = parts.as_slice() else {
            panic!("{}: three parts are expected", path.display());
        };
        let expected = expected.lines().map(|line| {
            let (name, value) = line.split_once(": ").expect("a name and a value");
            (name.to_owned(), value.to_owned())
        });
        Self {
            name: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            expected: expected.collect(),
            base: contract(base),
            revision: contract(revision),
        }
    }

    fn expected(&self, name: &str) -> &str {
        let found = self.expected.iter().find(|(known, _)| known == name);
        let (_, value) = found.unwrap_or_else(|| panic!("{}: `{name}` is missing", self.name));
        value
    }

    fn compare(&self, options: &Options) -> Comparison {
        compare(&self.base, &self.revision, options)
    }

    fn reversed(&self, options: &Options) -> Comparison {
        compare(&self.revision, &self.base, options)
    }
}

fn pairs() -> Vec<Pair> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let files = fs::read_dir(folder).expect("the folder of the pairs");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    paths.iter().map(|path| Pair::read(path)).collect()
}

fn with(policy: Policy, reading: Reading) -> Options {
    Options {
        policy,
        reading,
        ..Options::default()
    }
}

/// The changes in words: the check and the impact of each, once.
fn changes(comparison: &Comparison) -> String {
    let changes = comparison.changes.iter();
    let mut words: Vec<String> = changes
        .map(|change| format!("{} {}", change.check.id, change.impact.name()))
        .collect();
    words.sort();
    words.dedup();
    match words.is_empty() {
        true => "none".to_owned(),
        false => words.join(", "),
    }
}

#[test]
fn every_pair_means_what_is_argued() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        assert!(!pair.expected("why").is_empty());
        for (name, reading) in [("events", Reading::Events), ("strict", Reading::Strict)] {
            let comparison = pair.compare(&with(Policy::Roles, reading));
            let verdict = comparison.verdict().name();
            if verdict != pair.expected(name) {
                wrong.push(format!("{} under {name}: {verdict}", pair.name));
            }
            if reading == Reading::Events && changes(&comparison) != pair.expected("changes") {
                wrong.push(format!("{}: {}", pair.name, changes(&comparison)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
