//! Real contracts over their history: every version against the one before.

mod coverage;
mod reading;
mod resolved;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tidings_diff::{Change, Comparison, Impact, Options, Verdict, compare};

/// What was found of all pairs.
#[derive(Default)]
struct Tally {
    verdicts: BTreeMap<&'static str, usize>,
    checks: BTreeMap<&'static str, usize>,
    unknown: Vec<String>,
    undecided: usize,
    wrong: Vec<String>,
    slowest: Option<(Duration, String)>,
    pairs: usize,
    changes: usize,
}

impl Tally {
    fn add(&mut self, name: &str, is_formatting: bool, comparison: &Comparison, took: Duration) {
        self.pairs += 1;
        *self
            .verdicts
            .entry(comparison.verdict().name())
            .or_default() += 1;
        for change in &comparison.changes {
            self.changes += 1;
            *self.checks.entry(change.check.id).or_default() += 1;
            if change.impact == Impact::Unknown {
                self.unknown.push(format!("{name}: {}", change.message));
            }
        }
        // A part that is broken is a mistake in the document; what both documents say has to be found out.
        let is_undecided = |change: &Change| {
            change.impact == Impact::Unknown && change.check.id != "part-left-out"
        };
        if comparison.verdict() == Verdict::Unknown && comparison.changes.iter().any(is_undecided) {
            self.undecided += 1;
        }
        if is_formatting && !comparison.changes.is_empty() {
            let first = &comparison.changes[0].message;
            self.wrong.push(format!(
                "{name} differs in its formatting only, and yet: {first}"
            ));
        }
        if self
            .slowest
            .as_ref()
            .is_none_or(|(slowest, _)| took > *slowest)
        {
            self.slowest = Some((took, name.to_owned()));
        }
    }
}

#[test]
#[allow(
    clippy::print_stdout,
    reason = "whoever runs the test wants to see the numbers"
)]
fn versions_are_compared_with_those_before() {
    let Some(corpus) = reading::corpus() else {
        return;
    };
    let mut tally = Tally::default();
    reading::pairs(&corpus, |before, version| {
        let start = Instant::now();
        let comparison = compare(&before.contract, &version.contract, &Options::default());
        let is_formatting = before.content.is_some() && before.content == version.content;
        tally.add(&version.name, is_formatting, &comparison, start.elapsed());
    });
    println!("pairs {}, changes {}", tally.pairs, tally.changes);
    println!(
        "{:?}\n{:#?}\nslowest {:?}",
        tally.verdicts, tally.checks, tally.slowest
    );
    println!(
        "unknown {}:\n{}",
        tally.unknown.len(),
        tally.unknown.join("\n")
    );
    assert!(tally.pairs > 500, "the index has lost its rows");
    assert!(tally.wrong.is_empty(), "{}", tally.wrong.join("\n"));
    println!("undecided pairs {}", tally.undecided);
    assert!(
        tally.undecided * 100 < tally.pairs,
        "more than 1 % are unknown although nothing is broken"
    );
}
