//! Real documents: each is read within a second of processor time for a megabyte, without a panic, and is clean, or has
//! findings, or is told what it needs that is not there yet.
//!
//! The documents belong to other people and are not part of this repository; `TIDINGS_CORPUS` says where they are.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod corpus_support;

use std::collections::BTreeMap;
use std::time::Duration;

use corpus_support::{documents, examine};
use tidings_diag::Severity;

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Clean,
    Findings,
    Later,
}

#[test]
fn every_document_is_read_and_judged() {
    let Some(documents) = documents() else { return };
    let mut slow = Vec::new();
    let mut reasons: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let mut outcomes: BTreeMap<(bool, Outcome), usize> = BTreeMap::new();
    let (mut valid, mut valid_clean, mut valid_generated) = (0, 0, 0);
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();

    for document in &documents {
        let examined = examine(document);
        let steps = [
            ("validating", examined.validated_in),
            ("generating", examined.generated_in),
        ];
        // A second, and for each further megabyte another one.
        let path = document.root.join(&document.name);
        let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        let allowed = Duration::from_secs(1 + size / 1_000_000);
        for (step, took) in steps {
            if took > allowed {
                slow.push(format!("{step} {} took {took:?}", document.path.display()));
            }
        }
        let is_3 = examined.version.starts_with('3');
        let errors = || {
            examined
                .findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
        };
        let outcome = if errors().next().is_none() {
            Outcome::Clean
        } else if errors().any(|finding| finding.rule.id == "unsupported-version") {
            Outcome::Later
        } else {
            Outcome::Findings
        };
        *outcomes.entry((is_3, outcome)).or_default() += 1;
        for finding in errors() {
            *reasons
                .entry((is_3, finding.rule.id.to_owned()))
                .or_default() += 1;
        }
        if is_3 && document.valid {
            valid += 1;
            valid_clean += usize::from(outcome == Outcome::Clean);
            let refusals: Vec<_> = examined
                .refusals
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .collect();
            valid_generated += usize::from(outcome == Outcome::Clean && refusals.is_empty());
            for refusal in refusals {
                assert!(
                    refusal.location.is_some(),
                    "a refusal without a place: {}",
                    refusal.message
                );
                *refused.entry(refusal.rule.id.to_owned()).or_default() += 1;
            }
        }
    }

    println!("{} documents: {outcomes:?}", documents.len());
    println!("errors by version 3 and rule: {reasons:#?}");
    println!(
        "valid 3.x: {valid}, clean {valid_clean}, generated {valid_generated}; refusals {refused:#?}"
    );
    assert!(slow.is_empty(), "{slow:#?}");
    let of_3 = |outcome| outcomes.get(&(true, outcome)).copied().unwrap_or_default();
    let all_3 = of_3(Outcome::Clean) + of_3(Outcome::Findings) + of_3(Outcome::Later);
    assert!(
        of_3(Outcome::Later) * 20 <= all_3,
        "more than 5 % of the 3.x documents are put off"
    );
    // Which of the others are not clean, and why, is what `agreement.rs` holds.
    assert!(
        valid_generated * 100 >= valid_clean * 85,
        "less than 85 % of the clean 3.x documents generate"
    );
}
