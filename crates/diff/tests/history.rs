//! Real contracts over their history: every version against the one before.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tidings_diff::{Change, Comparison, Impact, Options, Verdict, compare};
use tidings_model::Contract;
use tidings_source::{DiskFiles, Sources};

/// One version of a document.
struct Version {
    name: String,
    /// A hash of what the document holds, whatever it looks like; `None` where it is several files.
    content: Option<String>,
    contract: Contract,
}

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

/// The versions of each document, in the order of the index.
fn histories(corpus: &Path) -> BTreeMap<String, Vec<(String, PathBuf)>> {
    let index = fs::read_to_string(corpus.join("history/index.jsonl")).expect("an index");
    let mut histories: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
    for line in index.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row is JSON");
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        if row["parse_error"].as_bool() != Some(true) {
            let document = format!("{} {}", text("repo"), text("path"));
            let versions = histories.entry(document).or_default();
            versions.push((text("canon"), corpus.join(text("file"))));
        }
    }
    histories
}

/// How many folders lead to the files of one version: the history, the repository and the document.
const ABOVE: usize = 3;

fn read(corpus: &Path, content: &str, path: &Path) -> Option<Version> {
    // A version of several files is a folder, which its references do not leave.
    let below = path.strip_prefix(corpus).ok()?;
    let is_folder = below.components().count() > ABOVE + 1;
    let depth = if is_folder { ABOVE + 1 } else { ABOVE };
    let root: PathBuf = below.components().take(depth).collect();
    let name = below.strip_prefix(&root).ok()?.to_str()?;
    let (sources, _) = Sources::link(&DiskFiles::new(corpus.join(root)), name);
    sources.root()?;
    Some(Version {
        name: path.strip_prefix(corpus).ok()?.display().to_string(),
        content: (!is_folder).then(|| content.to_owned()),
        contract: tidings_model::lower(&sources).contract,
    })
}

#[test]
#[allow(
    clippy::print_stdout,
    reason = "whoever runs the test wants to see the numbers"
)]
fn versions_are_compared_with_those_before() {
    let Some(corpus) = std::env::var_os("TIDINGS_CORPUS").map(PathBuf::from) else {
        println!("TIDINGS_CORPUS is not set, so no history is read");
        return;
    };
    let mut tally = Tally::default();
    for versions in histories(&corpus).values() {
        let mut before: Option<Version> = None;
        for (content, path) in versions {
            let Some(version) = read(&corpus, content, path) else {
                continue;
            };
            if let Some(before) = &before {
                let start = Instant::now();
                let comparison = compare(&before.contract, &version.contract, &Options::default());
                let is_formatting = before.content.is_some() && before.content == version.content;
                tally.add(&version.name, is_formatting, &comparison, start.elapsed());
            }
            before = Some(version);
        }
    }
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
