//! `cargo run --package xtask -- <TASK>`.
#![allow(clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use xtask::scorecard::{Card, Generator, Score};
use xtask::{coverage, faults, grammar, scorecard};

/// Checks and generators for those who work on Tidings
#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo run --package xtask --")]
enum Task {
    /// Print every row of the grammar that no fixture needs, and switch each row off in turn
    ///
    /// The fixtures are the files in crates/model/tests/grammar. With a row switched off, exactly the cases of that
    /// row must be accepted.
    Grammar {
        /// Try each row on the cases of every object instead of those of its own object only
        #[arg(long)]
        all: bool,
    },
    /// Write docs/specification-coverage.md from crates/lint/specification, and try everything it names
    Coverage,
    /// Put each fault of crates/decide/faults.txt into the code, and print those that no test notices
    ///
    /// The code is as it was afterwards. What stands behind `--` is passed to `cargo test --package tidings-decide`.
    Faults {
        /// Try only faults whose file contains this
        #[arg(long, default_value = "")]
        only: String,
        /// Arguments for `cargo test`
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Print what generated types compile, accept, keep and refuse
    ///
    /// The cards are the files in tests/scorecard/schemas. What is wrong is printed and fails.
    Scorecard {
        /// Try only cards whose name contains this
        #[arg(long, default_value = "")]
        only: String,
        /// Try typify and quicktype too; they are fetched from their registries
        #[arg(long)]
        peers: bool,
        /// Try this many values more of each card, a small change away from its own; the validator judges them
        #[arg(long, default_value_t = 0, value_name = "COUNT")]
        near: usize,
        /// What the values near those of the cards are drawn with
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Try the required cases of the JSON Schema Test Suite in this folder instead
        ///
        /// Groups that are not right have to stand in tests/scorecard/suite.tsv with the reason.
        #[arg(long, value_name = "FOLDER")]
        suite: Option<PathBuf>,
    },
}

fn main() -> anyhow::Result<ExitCode> {
    match Task::parse() {
        Task::Coverage => {
            let texts = coverage::read_all(&coverage::tables_folder())?;
            std::fs::write(coverage::page_path(), coverage::page(&texts))?;
            let complaints = coverage::complaints(&texts);
            for complaint in &complaints {
                println!("{complaint}");
            }
            Ok(ExitCode::from(u8::from(!complaints.is_empty())))
        }
        Task::Faults { only, arguments } => {
            let mut list = faults::read(&std::fs::read_to_string(faults::list_path())?)?;
            list.retain(|fault| fault.file.contains(&only));
            let survivors = faults::survivors(&list, &arguments, |fault, is_noticed| {
                let mark = if is_noticed { "noticed " } else { "SURVIVES" };
                println!("{mark} {}: {}", fault.file, fault.wrong.trim());
            })?;
            println!("{} faults, {} survive", list.len(), survivors.len());
            Ok(ExitCode::from(u8::from(!survivors.is_empty())))
        }
        Task::Scorecard {
            suite: Some(suite), ..
        } => score_suite(&suite),
        Task::Scorecard {
            only,
            peers,
            near,
            seed,
            ..
        } => {
            let mut cards = scorecard::read_folder(&scorecard::schemas_folder())?;
            cards.retain(|card| card.name.contains(&only));
            for card in &mut cards {
                if let Ok((graph, root)) = scorecard::graph(card) {
                    let near = scorecard::near(card, &graph, root, near, seed);
                    card.values.extend(near);
                }
            }
            score(&cards, peers)
        }
        Task::Grammar { all } => {
            let reach = if all {
                grammar::Reach::Everything
            } else {
                grammar::Reach::OwnObject
            };
            let report = grammar::prove(&grammar::fixtures_folder(), reach)?;
            for complaint in &report.complaints {
                println!("{complaint}");
            }
            println!(
                "{} rows, {} cases, {} complaints",
                report.rows,
                report.cases,
                report.complaints.len()
            );
            Ok(ExitCode::from(u8::from(!report.complaints.is_empty())))
        }
    }
}

/// Tries the cards, and other generators beside ours.
fn score(cards: &[Card], peers: bool) -> anyhow::Result<ExitCode> {
    let mut generators: Vec<&dyn Generator> = vec![&scorecard::Tidings];
    if peers {
        generators.extend([&scorecard::Typify as &dyn Generator, &scorecard::Quicktype]);
    }
    let scores = generators
        .iter()
        .map(|generator| Score::of(*generator, cards, generator.name()));
    let scores: Vec<Score> = scores.collect::<Result<_, _>>()?;
    print!("{}", scorecard::table(cards, &scores));
    let complaints = scores
        .first()
        .map(|own| scorecard::complaints(cards, own))
        .unwrap_or_default();
    for complaint in &complaints {
        println!("{complaint}");
    }
    Ok(ExitCode::from(u8::from(!complaints.is_empty())))
}

/// Tries the JSON Schema Test Suite, and compares what is not right with what is known.
fn score_suite(folder: &Path) -> anyhow::Result<ExitCode> {
    let known = scorecard::read_exceptions()?;
    let mut complaints = Vec::new();
    let (mut seen, mut tried) = (Vec::new(), Vec::new());
    for verdict in scorecard::suite(folder)? {
        println!(
            "{}: {} of {} cases right ({:.1} %), {} accepted wrongly ({:.1} %)",
            verdict.draft,
            verdict.right,
            verdict.cases,
            percent(verdict.right, verdict.cases),
            verdict.accepted_wrongly,
            percent(verdict.accepted_wrongly, verdict.cases),
        );
        seen.extend(verdict.groups);
        tried.extend(verdict.tried);
    }
    for (group, what) in &seen {
        if !known
            .iter()
            .any(|known| known.group == *group && known.what == *what)
        {
            complaints.push(format!("not known: {group}\t{what}"));
        }
    }
    for known in known.iter().filter(|known| tried.contains(&known.group)) {
        if !seen
            .iter()
            .any(|(group, what)| known.group == *group && known.what == *what)
        {
            complaints.push(format!("right by now: {}\t{}", known.group, known.what));
        }
    }
    for complaint in &complaints {
        println!("{complaint}");
    }
    Ok(ExitCode::from(u8::from(!complaints.is_empty())))
}

#[allow(clippy::cast_precision_loss, reason = "there are not that many cases")]
fn percent(part: usize, of: usize) -> f64 {
    part as f64 * 100.0 / of.max(1) as f64
}
