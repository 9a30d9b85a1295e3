//! What answers about schemas cost, beside their targets.
//!
//! `decide --suite FILE` asks the directed questions of a file, one JSON object a line with `old`, `new` and `draft`;
//! `decide --history FOLDER` asks both ways about the payloads that a message has in consecutive versions of a document,
//! where FOLDER has a file `index.jsonl` with `repo`, `path` and `file` of each version.
//! `decide --hostile` asks the questions of `crates/decide/tests/hostile`, each of which has a target of its own.
//! `--slowest N` names the questions that took longest, `--unknown` those that were left open.
//! Times are processor time on one core; reading documents and schemas is not counted.

#![allow(
    clippy::print_stdout,
    reason = "this program exists for what it prints"
)]

mod history;
mod hostile;
#[path = "../../../../crates/decide/tests/proof/questions.rs"]
mod questions;
mod suite;
mod tally;
#[path = "../../../../crates/decide/tests/proof/template.rs"]
mod template;

use tally::Tally;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1)
    };
    let slowest = match option("--slowest") {
        Some(number) => number.parse()?,
        None => 0,
    };
    let names_unknown = arguments.iter().any(|argument| argument == "--unknown");
    if arguments.iter().any(|argument| argument == "--hostile") {
        hostile::measure()?;
        println!();
    }
    println!("| questions | number | total ms | target | median ms | target | unknown |");
    println!("|---|---|---|---|---|---|---|");
    let show = |name: &str, total: f64, median: Option<f64>, tally: &Tally| {
        println!("{}", tally.row(name, total, median));
        for line in tally.slowest(slowest) {
            println!("{line}");
        }
        for line in tally.unknown().iter().filter(|_| names_unknown) {
            println!("{line}");
        }
    };
    if let Some(file) = option("--suite") {
        show("containment suite", 5_000.0, None, &suite::measure(file)?);
    }
    if let Some(folder) = option("--history") {
        let tally = history::measure(folder)?;
        show("payload pairs of histories", 20_000.0, Some(0.2), &tally);
    }
    Ok(())
}
