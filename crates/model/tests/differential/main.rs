//! The tables against the official JSON Schemas, document by document: every real document and 20,000 mutations.
//!
//! `TIDINGS_SCHEMAS` names the folder of the schemas and `TIDINGS_CORPUS` that of the documents, neither of which is
//! part of this repository. Where the two judge differently, [`classes`] says which is right and why; a difference
//! without a class fails the test.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod classes;
mod judges;
mod mutation;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use judges::{Difference, Judges};
use mutation::Mutator;
use serde_json::Value;
use tidings_diag::FileId;
use tidings_schema::Literal;
use tidings_syntax::{Format, parse};

/// How many mutations are tried.
const MUTATIONS: usize = 20_000;

/// Documents of more bytes than this are judged as they are, and not mutated.
const SMALL: usize = 12_000;

#[test]
fn differences_are_explained() {
    let (Some(schemas), Some(corpus)) = (folder("TIDINGS_SCHEMAS"), folder("TIDINGS_CORPUS"))
    else {
        println!("TIDINGS_SCHEMAS or TIDINGS_CORPUS is not set, so nothing is compared");
        return;
    };
    let mut judges = Judges::new(schemas);
    let documents = documents(&corpus);
    let mut tally = Tally::default();
    let mut seeds = Vec::new();
    for (name, document) in &documents {
        tally.add(name, judges.compare(document));
        if document.get("info").is_some() && document.to_string().len() < SMALL {
            seeds.push((name, document));
        }
    }
    println!("{} documents: {tally}", documents.len());
    let mut mutator = Mutator::new(2026);
    let mut mutations = Tally::default();
    for _ in 0..MUTATIONS {
        let (name, document) = seeds[mutator.below(seeds.len())];
        let mut mutated = document.clone();
        let change = mutator.mutate(&mut mutated);
        let name = format!("{name}, {change}");
        mutations.add(&name, judges.compare(&mutated));
    }
    println!("{MUTATIONS} mutations: {mutations}");
    tally.unexplained.extend(mutations.unexplained);
    let unexplained: Vec<String> = tally
        .unexplained
        .iter()
        .map(|(class, (count, example))| format!("{count} x {class}\n    {example}"))
        .collect();
    assert!(
        unexplained.is_empty(),
        "{} classes without a reason:\n{}",
        unexplained.len(),
        unexplained.join("\n")
    );
}

fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

/// Every document of the corpus that says it follows a version with a schema.
fn documents(corpus: &Path) -> Vec<(String, Value)> {
    let verdicts = std::fs::read_to_string(corpus.join("reference.jsonl")).expect("the verdicts");
    let files = verdicts.lines().map(|line| {
        let verdict: Value = serde_json::from_str(line).expect("a verdict is JSON");
        verdict["file"].as_str().expect("a file").to_owned()
    });
    let documents = files.filter_map(|file| {
        // Some of what the reference parser judged is not a file of its own.
        let bytes = std::fs::read(corpus.join(&file)).ok()?;
        let (tree, findings) = parse(FileId(0), &bytes, Format::of_path(&file));
        if findings
            .iter()
            .any(|finding| finding.rule.id == "syntax-error")
        {
            return None;
        }
        let text = Literal::from(tree.root()?).to_json_text();
        let document: Value = serde_json::from_str(&text).ok()?;
        judges::version(&document).map(|_| (file, document))
    });
    documents.collect()
}

/// What came out.
#[derive(Default)]
struct Tally {
    both_valid: usize,
    both_invalid: usize,
    explained: BTreeMap<&'static str, usize>,
    unexplained: BTreeMap<String, (usize, String)>,
}

impl Tally {
    fn add(&mut self, name: &str, difference: Difference) {
        match difference {
            Difference::BothValid => self.both_valid += 1,
            Difference::BothInvalid => self.both_invalid += 1,
            different => {
                let class = different.class();
                match classes::reason(&class) {
                    Some(reason) => *self.explained.entry(reason).or_default() += 1,
                    None => {
                        let example = format!("{name}: {}", different.said());
                        self.unexplained.entry(class).or_insert((0, example)).0 += 1;
                    }
                }
            }
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            formatter,
            "{} valid for both, {} invalid for both",
            self.both_valid, self.both_invalid
        )?;
        for (reason, count) in &self.explained {
            writeln!(formatter, "{count:6} {reason}")?;
        }
        Ok(())
    }
}
