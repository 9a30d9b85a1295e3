//! The figures of `tidings diff` beside their targets.
//!
//! `comparing --tidings PROGRAM` writes two versions of a document that differ in ten places, compares them several times
//! and prints the cheapest run; `--write FOLDER` only writes the documents. Every run is a process of its own on one core.

#![allow(
    clippy::print_stdout,
    reason = "this program exists for what it prints"
)]

use std::path::{Path, PathBuf};

use tidings_benches::documents::{Major, Size, Syntax, document};
use tidings_benches::process::{allowed, asked_to_measure, cheapest, megabytes, option};

type Failure = Box<dyn std::error::Error>;

/// How often each job runs.
const RUNS: usize = 7;

/// In how many places the versions differ.
const CHANGES: usize = 10;

/// Milliseconds that the comparison of two versions of the large document may take.
const TARGET: f64 = 150.0;

/// Two versions of a document.
struct Pair {
    name: &'static str,
    base: PathBuf,
    revision: PathBuf,
    /// Bytes of both.
    bytes: u64,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(cost) = asked_to_measure(&arguments)? {
        println!("{cost}");
        return Ok(());
    }
    let option = |name: &str| option(&arguments, name);
    if let Some(folder) = option("--write") {
        pairs(Path::new(folder))?;
        return Ok(());
    }
    let program = option("--tidings").ok_or("say which program to measure: --tidings PATH")?;
    println!("| pair | ms | target | peak MB | target |");
    println!("|---|---|---|---|---|");
    for pair in pairs(&std::env::temp_dir().join("tidings-comparing"))? {
        let paths = [&pair.base, &pair.revision].map(|path| path.display().to_string());
        let [base, revision] = paths;
        let cost = cheapest(program, &["diff".to_owned(), base, revision], RUNS)?;
        println!(
            "| {} | {:.1} | {TARGET} | {:.1} | {:.1} |",
            pair.name,
            cost.milliseconds,
            megabytes(cost.memory),
            megabytes(allowed(pair.bytes)),
        );
    }
    Ok(())
}

/// Writes every pair into `folder`.
fn pairs(folder: &Path) -> Result<Vec<Pair>, Failure> {
    std::fs::create_dir_all(folder)?;
    let size = Size::Channels {
        count: 500,
        bytes: 1_000_000,
    };
    let mut pairs = Vec::new();
    for (name, syntax, changes) in [
        ("1 MB, ten changes, YAML", Syntax::Yaml, CHANGES),
        ("1 MB, ten changes, JSON", Syntax::Json, CHANGES),
        ("1 MB, the same twice, YAML", Syntax::Yaml, 0),
    ] {
        let text = document(Major::Three, syntax, size);
        let revised = revised(&text, changes);
        let write = |version: &str, text: &str| -> std::io::Result<PathBuf> {
            let file = format!("{version}-{changes}.{}", syntax.extension());
            let path = folder.join(file);
            std::fs::write(&path, text)?;
            Ok(path)
        };
        pairs.push(Pair {
            name,
            base: write("base", &text)?,
            revision: write("revision", &revised)?,
            bytes: (text.len() + revised.len()) as u64,
        });
    }
    Ok(pairs)
}

/// `text` with another bound in as many places as `changes`, far from each other.
fn revised(text: &str, changes: usize) -> String {
    const BOUND: &str = "400";
    let is_bound = |place: usize| {
        let before = text[..place].trim_end_matches([' ', ':', '"']);
        before.ends_with("maximum")
    };
    let places = text.match_indices(BOUND).map(|(place, _)| place);
    let places: Vec<usize> = places.filter(|place| is_bound(*place)).collect();
    let step = places.len() / changes.max(1);
    let mut revised = text.to_owned();
    // From the end, so that the places before stay where they are.
    for place in places.iter().step_by(step.max(1)).take(changes).rev() {
        revised.replace_range(*place..place + BOUND.len(), "300");
    }
    revised
}
