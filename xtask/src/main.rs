//! `cargo run --package xtask -- <TASK>`.
#![allow(clippy::print_stdout)]

use std::process::ExitCode;

use clap::Parser;
use xtask::{coverage, grammar};

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
