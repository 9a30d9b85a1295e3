//! Examples made up for the payloads and headers of real documents: nearly every schema has one, each is valid, and where
//! there is none the reason has a place.
//!
//! The documents belong to other people and are not part of this repository; `TIDINGS_CORPUS` says where they are.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod corpus_support;

use std::collections::{BTreeMap, BTreeSet};

use corpus_support::{documents, read};
use tidings_diag::Severity;
use tidings_schema::{ValidateOptions, example, validate_literal};

/// How many of a hundred schemas must have an example.
const LEAST_PERCENT: f64 = 99.0;

#[test]
fn nearly_every_payload_has_an_example() {
    let Some(documents) = documents() else { return };
    let (mut schemas, mut made) = (0, 0);
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    for document in &documents {
        let (sources, _) = read(document);
        let lowered = tidings_model::lower(&sources);
        let contract = &lowered.contract;
        let graph = &contract.schemas;
        let of_messages = contract.messages.iter();
        let payloads: BTreeSet<_> = of_messages
            .flat_map(|message| [&message.payload, &message.headers])
            .flatten()
            .filter_map(|payload| payload.json_schema())
            .map(|schema| graph.resolve(schema))
            .collect();
        // What is wrong with a schema may leave no value for it.
        let wrong: BTreeSet<_> = lowered
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .filter_map(|finding| finding.location.as_ref()?.pointer.clone())
            .collect();
        for schema in payloads {
            schemas += 1;
            match example(graph, schema, 0) {
                Ok(instance) => {
                    made += 1;
                    let failures =
                        validate_literal(graph, schema, &instance, &ValidateOptions::default());
                    assert_eq!(failures, [], "{}", document.path.display());
                }
                Err(error) => {
                    let pointer = error.location.pointer.as_deref();
                    let pointer = pointer.expect("a reason has a place");
                    let is_wrong = wrong.iter().any(|wrong| wrong.starts_with(pointer));
                    let path = document.path.display();
                    let flaw = if is_wrong {
                        " (which has an error)"
                    } else {
                        ""
                    };
                    *missing
                        .entry(format!("{path}#{pointer}{flaw}: {}", error.message))
                        .or_default() += 1;
                }
            }
        }
    }
    let percent = 100.0 * f64::from(made) / f64::from(schemas.max(1));
    println!("{made} of {schemas} schemas of payloads and headers have an example: {percent:.2} %");
    for (reason, count) in &missing {
        println!("  {count} × {reason}");
    }
    assert!(schemas > 1_000, "only {schemas} schemas were found");
    assert!(percent >= LEAST_PERCENT, "{percent:.2} %");
}
