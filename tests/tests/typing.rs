//! How much of real documents is typed: which are generated at all, and how many of their properties have a Rust type.
//!
//! The documents belong to other people and are not part of this repository; `TIDINGS_CORPUS` says where they are.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod corpus_support;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use corpus_support::{documents, read};
use tidings_codegen::{Form, Options, generate};
use tidings_diag::Severity;

/// What takes longer is told.
const SLOW: Duration = Duration::from_secs(5);

#[test]
fn real_documents_are_generated_and_typed() {
    let Some(documents) = documents() else { return };
    let (mut valid, mut generated) = (0, 0);
    let (mut properties, mut free) = (0, 0);
    let mut refusals: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for document in documents.iter().filter(|document| document.valid) {
        let (sources, _) = read(document);
        let contract = tidings_model::lower(&sources).contract;
        let began = Instant::now();
        let made = generate(&contract, &Options::new(Form::SingleFile));
        let took = began.elapsed();
        if took > SLOW {
            println!("{} took {took:?}", document.path.display());
        }
        valid += 1;
        properties += made.coverage.properties;
        free += made.coverage.free.len();
        for place in &made.coverage.free {
            let pointer = place.pointer.as_deref().unwrap_or("?");
            println!("a free value: {} {pointer}", document.path.display());
        }
        let errors: Vec<_> = made
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        generated += usize::from(errors.is_empty());
        for finding in errors {
            let pointer = finding.location.as_ref();
            let pointer = pointer.and_then(|location| location.pointer.as_deref());
            let place = format!("{} {}", document.path.display(), pointer.unwrap_or("?"));
            refusals
                .entry(finding.message.clone())
                .or_default()
                .push(place);
        }
    }
    let mut refusals: Vec<_> = refusals.into_iter().collect();
    refusals.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    for (message, places) in &refusals {
        println!("{:5} {message}", places.len());
        for place in places.iter().take(3) {
            println!("        {place}");
        }
    }
    println!("valid {valid}, generated {generated}; properties {properties}, free {free}");
    assert!(
        free * 100 <= properties * 2,
        "more than 2 % of the properties are free values although their schemas say more"
    );
}
