//! `cargo run --package xtask -- <TASK>`.
#![allow(clippy::print_stdout)]

use std::process::ExitCode;

use clap::Parser;
use xtask::{coverage, faults, grammar};

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
