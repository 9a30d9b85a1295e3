//! Our verdict on real documents beside the one of the reference parser, with a reason for every difference.
//!
//! `TIDINGS_CORPUS` says where the documents and the verdicts are. The differences stand in
//! `corpus/disagreements.tsv`, a line each, and `corpus/reasons.tsv` says for each reason which sentence of the
//! specification decides. `TIDINGS_UPDATE=1` writes the first of them anew.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod corpus_support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use corpus_support::{Document, documents, read};
use tidings_diag::Severity;

#[test]
fn every_disagreement_has_a_reason() {
    let Some(documents) = documents() else { return };
    let mut table = String::from("document\twe are\treason\n");
    let mut sets: BTreeMap<String, Tally> = BTreeMap::new();
    let mut used = BTreeMap::new();
    for document in &documents {
        let errors = errors(document);
        let tally = sets.entry(set(document)).or_default();
        tally.documents += 1;
        let meant = meant(document).unwrap_or(document.valid);
        tally.as_meant += usize::from(errors.is_empty() == meant);
        let (stand, causes) = match (errors.is_empty(), document.valid) {
            (true, true) | (false, false) => {
                tally.agreed += 1;
                continue;
            }
            (false, true) => {
                tally.stricter += 1;
                ("stricter", errors)
            }
            (true, false) => {
                tally.laxer += 1;
                ("laxer", document.complaints.clone())
            }
        };
        let causes: Vec<&str> = causes.iter().map(String::as_str).collect();
        writeln!(
            table,
            "{}\t{stand}\t{}",
            document.path.display(),
            causes.join(" ")
        )
        .expect("a string");
        for cause in causes {
            *used.entry(format!("{stand}\t{cause}")).or_insert(0) += 1;
        }
    }
    let (mut all, mut agreed, mut as_meant) = (0, 0, 0);
    for (set, tally) in &sets {
        println!("{set}: {tally:?}");
        all += tally.documents;
        agreed += tally.agreed;
        as_meant += tally.as_meant;
    }
    println!(
        "{agreed} of {all} agree with the parser, {as_meant} with it or with what a case was written for"
    );
    for (cause, count) in &used {
        println!("{count:5} {cause}");
    }
    if std::env::var_os("TIDINGS_UPDATE").is_some() {
        std::fs::write(file("disagreements.tsv"), &table).expect("the table");
    }
    let reasons = std::fs::read_to_string(file("reasons.tsv")).expect("the reasons");
    let reasons: BTreeSet<String> = reasons
        .lines()
        .filter_map(|line| {
            let (cause, sentence) = line.rsplit_once('\t')?;
            (!sentence.trim().is_empty()).then(|| cause.to_owned())
        })
        .collect();
    let unexplained: Vec<&String> = used
        .keys()
        .filter(|cause| !reasons.contains(*cause))
        .collect();
    assert!(unexplained.is_empty(), "without a reason: {unexplained:#?}");
    let committed = std::fs::read_to_string(file("disagreements.tsv")).expect("the table");
    assert!(
        committed == table,
        "the table is not current: run with TIDINGS_UPDATE=1"
    );
    // Versions of one document repeat its mistakes, so a few documents with long histories would decide.
    let documents = sets.iter().filter(|(set, _)| *set != "history");
    let (all, as_meant) = documents.fold((0, 0), |(all, as_meant), (_, tally)| {
        (all + tally.documents, as_meant + tally.as_meant)
    });
    println!("without histories: {as_meant} of {all}");
    assert!(
        as_meant * 10 >= all * 9,
        "less than 90 % of the verdicts agree"
    );
}

#[derive(Debug, Default)]
struct Tally {
    documents: usize,
    /// Judged as the reference parser does.
    agreed: usize,
    /// Judged as the case was meant by its author, and as the reference parser does where nobody says.
    as_meant: usize,
    stricter: usize,
    laxer: usize,
}

/// The part of the corpus that a document belongs to.
fn set(document: &Document) -> String {
    let mut components = document.path.components();
    let set = components.next().map(|first| first.as_os_str());
    set.unwrap_or_default().to_string_lossy().into_owned()
}

/// What the author of a test case expects of it: the test cases of the specification and of tools say so in the names
/// of their files.
fn meant(document: &Document) -> Option<bool> {
    if !["official", "toolfixtures"].contains(&set(document).as_str()) {
        return None;
    }
    let name = document.path.file_stem()?.to_string_lossy();
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    match (words.contains(&"valid"), words.contains(&"invalid")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The rules that `document` breaks, each once.
fn errors(document: &Document) -> Vec<String> {
    let (sources, mut findings) = read(document);
    let validated = tidings_lint::validate(&sources);
    findings.extend(validated.findings);
    findings.retain(|finding| finding.severity == Severity::Error);
    let rules: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.id).collect();
    rules.into_iter().map(str::to_owned).collect()
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name)
}
