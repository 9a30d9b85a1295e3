//! Real documents: each is read within a second of processor time for a megabyte, without a panic, and is clean, or has
//! findings, or is told what it needs that is not there yet; and nearly every valid one has a client.
//!
//! The documents belong to other people and are not part of this repository; `TIDINGS_CORPUS` says where they are.
//! The valid ones without a client stand in `corpus/refusals.tsv` with the rules that stop it, older versions of the same
//! document left out; `TIDINGS_UPDATE=1` writes that anew.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod corpus_support;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use corpus_support::{documents, examine, newest};
use tidings_diag::{FileId, Severity};
use tidings_syntax::{Format, Tree, parse, parse_beside};

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Clean,
    Findings,
    Later,
}

#[test]
fn every_document_is_read_alike_beside_the_one_before() {
    let Some(documents) = documents() else { return };
    let mut known = Tree::opaque(FileId(0), "");
    for document in &documents {
        let path = document.root.join(&document.name);
        let bytes = std::fs::read(&path).expect("a document of the corpus can be read");
        let format = Format::of_path(&document.name);
        let whole = parse(FileId(0), &bytes, format);
        let beside = parse_beside(FileId(0), &bytes, format, &known);
        assert!(whole == beside, "{}", path.display());
        known = whole.0;
    }
}

#[test]
fn every_document_is_read_and_judged() {
    let Some(documents) = documents() else { return };
    let mut slow = Vec::new();
    let mut reasons: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let mut outcomes: BTreeMap<(bool, Outcome), usize> = BTreeMap::new();
    let (newest, _) = newest(documents.clone());
    let newest: HashSet<PathBuf> = newest.into_iter().map(|document| document.path).collect();
    let mut refused: BTreeMap<&Path, BTreeSet<&str>> = BTreeMap::new();

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
        if !newest.contains(&document.path) {
            continue;
        }
        for stop in examined.stops() {
            assert!(
                stop.location.is_some(),
                "a refusal without a place: {}",
                stop.message
            );
            let rules = refused.entry(&document.path).or_default();
            rules.insert(stop.rule.id);
        }
    }

    println!("{} documents: {outcomes:?}", documents.len());
    println!("errors by version 3 and rule: {reasons:#?}");
    let of_3 = |outcome| outcomes.get(&(true, outcome)).copied().unwrap_or_default();
    let all_3 = of_3(Outcome::Clean) + of_3(Outcome::Findings) + of_3(Outcome::Later);
    assert!(
        of_3(Outcome::Later) * 20 <= all_3,
        "more than 5 % of the 3.x documents are put off"
    );
    let mut table = String::from("document\tstopped by\n");
    for (document, rules) in &refused {
        let rules: Vec<&str> = rules.iter().copied().collect();
        table += &format!("{}\t{}\n", document.display(), rules.join(" "));
    }
    let (valid, refused) = (newest.len(), refused.len());
    println!("{refused} of {valid} valid documents have no client");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/refusals.tsv");
    if std::env::var_os("TIDINGS_UPDATE").is_some() {
        std::fs::write(&file, &table).expect("the table");
    }
    assert!(slow.is_empty(), "{slow:#?}");
    let committed = std::fs::read_to_string(&file).expect("the table");
    assert!(
        committed == table,
        "the table of refusals is not current: run with TIDINGS_UPDATE=1"
    );
    assert!(
        refused * 50 <= valid,
        "more than 2 % of the valid documents have no client"
    );
}
