//! Questions made to exhaust a search, each by itself.

use tidings_schema::Dialect;

use super::Failure;
use super::questions::questions;
use super::suite::{ask, read, subject};
use super::tally::{Tally, Verdict};

/// What each may take, in milliseconds.
const TARGET: f64 = 200.0;

/// Asks them all; prints how each ended, as a table in Markdown.
pub(crate) fn measure() -> Result<(), Failure> {
    let mut tally = Tally::default();
    println!("| hostile question | ms | target | answer | truth |");
    println!("|---|---|---|---|---|");
    for question in questions() {
        let first = read(&question.first.to_json_text(), Dialect::Draft2020)?;
        let second = read(&question.second.to_json_text(), Dialect::Draft2020)?;
        let mut answer = String::new();
        let spent = tally.time(&question.name, || {
            let verdict = ask(subject(&first), subject(&second));
            answer = match &verdict {
                Verdict::Yes => "yes".to_owned(),
                Verdict::No => "no".to_owned(),
                Verdict::Unknown(reason) => format!("unknown: {reason}"),
            };
            vec![verdict]
        })?;
        let truth = if question.holds { "yes" } else { "no" };
        println!(
            "| {} | {spent:.1} | {TARGET:.0} | {answer} | {truth} |",
            question.name
        );
    }
    Ok(())
}
