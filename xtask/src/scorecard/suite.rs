//! The JSON Schema Test Suite as an oracle for generated types.

use std::path::{Path, PathBuf};

use anyhow::Context;
use tidings_schema::Dialect;

use super::card::{Card, read_suite};
use super::trial::Outcome;
use super::{Score, Tidings};
use crate::root;

/// A group of cases that generated types do not judge as the suite does, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The draft and the group: `draft7 items: …`.
    pub group: String,
    /// What happens: `not generated`, `refuses` or `accepts`.
    pub what: String,
    /// Why.
    pub reason: String,
}

/// The list of exceptions.
fn exceptions_path() -> PathBuf {
    root().join("tests/scorecard/suite.tsv")
}

/// Reads the exceptions: a line each, group, what happens and reason, with tabs between; `#` begins a comment.
///
/// # Errors
///
/// When the list cannot be read or a line is not made of three parts.
pub fn read_exceptions() -> anyhow::Result<Vec<Exception>> {
    let path = exceptions_path();
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let exceptions = lines.map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [group, what, reason] => Ok(Exception {
            group: group.to_owned(),
            what: what.to_owned(),
            reason: reason.to_owned(),
        }),
        _ => anyhow::bail!("three parts are expected: {line}"),
    });
    exceptions.collect()
}

/// What the suite says of generated types.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The draft.
    pub draft: &'static str,
    /// Cases.
    pub cases: usize,
    /// Cases that are judged as the suite judges them.
    pub right: usize,
    /// Invalid values that are accepted.
    pub accepted_wrongly: usize,
    /// The groups that were tried: `draft7 items: …`.
    pub tried: Vec<String>,
    /// Groups with a case that is not right, and what happens: `draft7 items: …`, `accepts`.
    pub groups: Vec<(String, String)>,
}

/// The drafts that are tried, with their folders.
const DRAFTS: &[(&str, Dialect)] = &[
    ("draft7", Dialect::Draft7),
    ("draft2020-12", Dialect::Draft2020),
];

/// Tries the required cases of the suite in the folder `path`.
///
/// # Errors
///
/// When the suite cannot be read or Cargo does not compile.
pub fn suite(path: &Path) -> anyhow::Result<Vec<Verdict>> {
    let verdicts = DRAFTS.iter().map(|(draft, dialect)| {
        let mut cards = read_suite(path, draft, *dialect)?;
        // An edition of the suite may come without the files that some schemas refer to.
        let is_whole = path.join("remotes").is_dir();
        cards.retain(|card| is_whole || !card.schema.contains("http://localhost:1234/"));
        let score = Score::of(&Tidings, &cards, draft)?;
        Ok(verdict(draft, &cards, &score))
    });
    verdicts.collect()
}

fn verdict(draft: &'static str, cards: &[Card], score: &Score) -> Verdict {
    let mut verdict = Verdict {
        draft,
        cases: 0,
        right: 0,
        accepted_wrongly: 0,
        tried: Vec::new(),
        groups: Vec::new(),
    };
    for (card, outcome) in cards.iter().zip(&score.outcomes) {
        verdict.cases += card.values.len();
        verdict.tried.push(format!("{draft} {}", card.name));
        let mut note = |what: &str| {
            let entry = (format!("{draft} {}", card.name), what.to_owned());
            if !verdict.groups.contains(&entry) {
                verdict.groups.push(entry);
            }
        };
        match outcome {
            Outcome::NotGenerated(_) => note("not generated"),
            Outcome::NotCompiled(_) => note("does not compile"),
            Outcome::Tried(tried) => {
                for (instance, result) in card.values.iter().zip(tried) {
                    match (instance.is_valid, result) {
                        (true, Err(_)) => note("refuses"),
                        (false, Ok(_)) => {
                            note("accepts");
                            verdict.accepted_wrongly += 1;
                        }
                        _ => verdict.right += 1,
                    }
                }
            }
        }
    }
    verdict
}
