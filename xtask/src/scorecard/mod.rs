//! The scorecard of generated types: schemas of every kind, and whether what is made of them compiles, accepts what is
//! valid, keeps it exactly, and refuses what is not.
//!
//! Cards are files in `tests/scorecard/schemas`; the JSON Schema Test Suite is read as cards too.
//! Start reading at [`Score::of`].

mod card;
mod generator;
mod mutate;
mod peers;
#[path = "../../../crates/schema/tests/schemas/served.rs"]
mod served;
mod suite;
mod tally;
mod trial;

pub use card::{Card, Instance, read_folder, read_suite};
pub use generator::{Generator, Tidings, graph};
pub use mutate::near;
pub use peers::{Quicktype, Typify};
pub use suite::{Exception, Verdict, read_exceptions, suite};
pub use tally::{Count, Tally, is_kept};
pub use trial::Outcome;

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::root;

/// The folder of the cards that were written for this project.
pub fn schemas_folder() -> PathBuf {
    root().join("tests/scorecard/schemas")
}

/// The folder in which programs are compiled.
fn trial_folder(name: &str) -> PathBuf {
    root().join("target/scorecard").join(name)
}

/// What one generator made of some cards.
#[derive(Clone, Debug)]
pub struct Score {
    /// The generator.
    pub name: &'static str,
    /// What became of each card.
    pub outcomes: Vec<Outcome>,
    /// What was right, card by card.
    pub tallies: Vec<Tally>,
}

impl Score {
    /// Lets `generator` try `cards`, in a folder of its own that is called `folder`.
    ///
    /// # Errors
    ///
    /// When the generator cannot be run or Cargo does not compile.
    pub fn of(generator: &dyn Generator, cards: &[Card], folder: &str) -> anyhow::Result<Self> {
        let outcomes = trial::run(generator, cards, &trial_folder(folder))?;
        let tallies = cards.iter().zip(&outcomes);
        let tallies = tallies
            .map(|(card, outcome)| Tally::of(card, outcome))
            .collect();
        Ok(Self {
            name: generator.name(),
            outcomes,
            tallies,
        })
    }

    /// What was right of all cards.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for tally in &self.tallies {
            total.join(*tally);
        }
        total
    }
}

/// A table: a row for each card, a column for each score, and the totals.
pub fn table(cards: &[Card], scores: &[Score]) -> String {
    let width = cards
        .iter()
        .map(|card| card.name.chars().count())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(text, "{:width$}", "");
    for score in scores {
        let _ = write!(text, "  {:24}", score.name);
    }
    text.push('\n');
    for (index, card) in cards.iter().enumerate() {
        let _ = write!(text, "{:width$}", card.name);
        for score in scores {
            let tally = &score.tallies[index];
            let cell = match &score.outcomes[index] {
                Outcome::NotGenerated(_) => "not generated".to_owned(),
                Outcome::NotCompiled(_) => "does not compile".to_owned(),
                Outcome::Tried(_) => format!("{} {} {}", tally.accepts, tally.keeps, tally.refuses),
            };
            let _ = write!(text, "  {cell:24}");
        }
        text.push('\n');
    }
    text.push_str("\ncompile, accept, keep, refuse:\n");
    for score in scores {
        let total = score.total();
        let _ = writeln!(
            text,
            "{:10} {} {} {} {}",
            score.name, total.compiles, total.accepts, total.keeps, total.refuses
        );
    }
    text
}

/// What a generator got wrong, a sentence each.
pub fn complaints(cards: &[Card], score: &Score) -> Vec<String> {
    let mut complaints = Vec::new();
    for (card, outcome) in cards.iter().zip(&score.outcomes) {
        match outcome {
            Outcome::NotGenerated(reason) => {
                complaints.push(format!("{}: nothing is generated: {reason}", card.name));
            }
            Outcome::NotCompiled(error) => {
                complaints.push(format!("{}: the code does not compile: {error}", card.name));
            }
            Outcome::Tried(tried) => {
                let wrong = card
                    .values
                    .iter()
                    .zip(tried)
                    .filter_map(|(instance, result)| {
                        let text = instance.value.to_json_text();
                        Some(match (instance.is_valid, result) {
                            (true, Err(reason)) => format!("refuses {text}: {reason}"),
                            (true, Ok(written)) if !is_kept(instance, written) => {
                                format!("writes {text} as {written}")
                            }
                            (false, Ok(_)) => format!("accepts {text} ({})", instance.about),
                            _ => return None,
                        })
                    });
                complaints.extend(wrong.map(|wrong| format!("{}: {wrong}", card.name)));
            }
        }
    }
    complaints
}
