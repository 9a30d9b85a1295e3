//! Real contracts over their history: every version against the one before.

mod coverage;
mod notation;
mod place;
mod reading;
mod resolved;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use reading::Version;
use tidings_diff::{Comparison, Impact, Options, Verdict, compare};

/// Checks that say that something changed and not what; the changes of the others have a meaning by themselves.
const CATCH_ALL: [&str; 1] = ["unused-component-changed"];

/// How many pairs there are, and of how many it is unknown what they mean for each other.
#[derive(Debug, Default)]
struct Share {
    pairs: usize,
    unknown: usize,
}

/// What was found of all pairs.
#[derive(Default)]
struct Tally {
    verdicts: BTreeMap<&'static str, usize>,
    checks: BTreeMap<&'static str, usize>,
    unknown: Vec<String>,
    /// The pairs of which it is unknown what they mean for each other.
    unknown_pairs: Vec<String>,
    /// The pairs of documents in which nothing is broken.
    whole: Share,
    /// The pairs of which one document lacks something, because it is broken there.
    broken: Share,
    wrong: Vec<String>,
    slowest: Option<(Duration, String)>,
    pairs: usize,
    changes: usize,
}

impl Tally {
    fn add(
        &mut self,
        before: &Version,
        version: &Version,
        comparison: &Comparison,
        took: Duration,
    ) {
        let name = &version.name;
        let is_formatting = before.content.is_some() && before.content == version.content;
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
        // A part that is broken is a mistake in the document; what whole documents say has to be found out.
        let mut contracts = [before, version].into_iter();
        let share = match contracts.all(|version| version.contract.left_out.is_empty()) {
            true => &mut self.whole,
            false => &mut self.broken,
        };
        share.pairs += 1;
        if comparison.verdict() == Verdict::Unknown {
            share.unknown += 1;
            self.unknown_pairs.push(name.clone());
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
            self.slowest = Some((took, name.clone()));
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
        tally.add(before, version, &comparison, start.elapsed());
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
    println!("unknown pairs:\n{}", tally.unknown_pairs.join("\n"));
    assert!(tally.pairs > 500, "the index has lost its rows");
    assert!(tally.wrong.is_empty(), "{}", tally.wrong.join("\n"));
    println!("whole {:?}, broken {:?}", tally.whole, tally.broken);
    assert!(
        tally.whole.unknown * 100 < tally.whole.pairs,
        "1 % or more are unknown although nothing is broken"
    );
    assert!(
        tally.unknown.len() * 100 < tally.changes,
        "1 % or more of the changes are unknown"
    );
    let checks = tally.checks.iter();
    let caught = checks.filter(|(check, _)| CATCH_ALL.contains(*check));
    let caught: usize = caught.map(|(_, count)| count).sum();
    println!("caught by what catches all {caught}");
    assert!(
        caught * 100 < tally.changes,
        "{caught} changes say that something changed and not what"
    );
}
