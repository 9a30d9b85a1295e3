//! The same questions to every prover, one after the other on one core: what they answer, and what it costs.
//!
//! `--suite FILE` asks the containment suite, `--history FOLDER` both ways about the payloads that a message has in
//! consecutive versions of a document (FOLDER is the corpus, with `history/index.jsonl`), `--hostile` the questions of
//! `crates/decide/tests/hostile`.
//!
//! Each prover works in a process of its own (`--prover NAME`), which is given one question after the other: one that
//! takes too long, takes too much memory or dies is stopped, and the next question is asked in a new process.

#![allow(
    clippy::print_stdout,
    reason = "this program exists for what it prints"
)]
#![allow(dead_code, reason = "the tests use more of the modules that both have")]

#[path = "../../../crates/decide/tests/proof/answer.rs"]
mod answer;
mod asked;
#[path = "../deciding/bundle.rs"]
mod bundle;
#[path = "../deciding/modern.rs"]
mod modern;
#[path = "../deciding/oracles.rs"]
mod oracles;
mod parent;
mod prover;
#[path = "../../../crates/decide/tests/proof/questions.rs"]
mod questions;
#[path = "../../../crates/decide/tests/proof/schema.rs"]
mod schema;
#[path = "../deciding/suite.rs"]
mod suite;
mod table;
#[path = "../../../crates/decide/tests/proof/template.rs"]
mod template;
#[path = "../../../crates/decide/tests/proof/values.rs"]
mod values;
#[path = "../deciding/versions.rs"]
mod versions;
mod worker;

use std::path::Path;

use asked::Asked;
use prover::Prover;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let option = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1)
    };
    if let Some(name) = option("--prover") {
        let prover = Prover::named(name).ok_or("no prover is called so")?;
        return worker::work(prover);
    }
    let mut sets = Vec::new();
    if let Some(file) = option("--suite") {
        sets.push(("containment suite", asked::suite(Path::new(file))));
    }
    if let Some(folder) = option("--history") {
        sets.push(("payloads of histories", asked::histories(Path::new(folder))));
    }
    if has("--hostile") {
        sets.push(("hostile questions", asked::hostile()));
    }
    println!("{}", table::HEADER);
    let mut notes = Vec::new();
    for (name, questions) in &sets {
        let answers = parent::ask_all(questions)?;
        let parts: [(&str, fn(&Asked) -> bool); 2] = [
            (name, |_| true),
            ("those that changed", |asked| asked.is_changed),
        ];
        let has_parts = questions.iter().any(|asked| !asked.is_changed);
        for (part, is_counted) in parts.into_iter().take(1 + usize::from(has_parts)) {
            for (place, prover) in Prover::ALL.into_iter().enumerate() {
                let row = table::Row::of(questions, &answers, place, is_counted);
                println!("| {part} | {} | {row} |", prover.name());
                if part == *name {
                    let told = row.stopped.iter().chain(&row.wrong);
                    notes.extend(told.map(|note| format!("{} {note}", prover.name())));
                }
            }
        }
    }
    if has("--notes") {
        println!();
        for note in notes {
            println!("- {note}");
        }
    }
    Ok(())
}
