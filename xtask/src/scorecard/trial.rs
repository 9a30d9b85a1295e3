//! Programs of a generator, compiled into one binary and tried on the values of their cards.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde_json::Value as Json;

use super::card::Card;
use super::generator::{Generator, Program};
use crate::root;

/// What became of a card.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Nothing was generated, for this reason.
    NotGenerated(String),
    /// What was generated does not compile, for this reason.
    NotCompiled(String),
    /// Each value was read and written again, or refused; in the order of the card.
    Tried(Vec<Result<String, String>>),
}

/// Broken modules are left out and the rest is compiled again, this often: one error may hide the next.
const MOST_BUILDS: usize = 8;

/// Lets `generator` make programs of `cards` in `folder`, compiles and tries them.
///
/// # Errors
///
/// When the generator cannot be run, or what it writes cannot be compiled even without the modules that are broken.
pub(super) fn run(
    generator: &dyn Generator,
    cards: &[Card],
    folder: &Path,
) -> anyhow::Result<Vec<Outcome>> {
    let programs = generator.programs(cards)?;
    write_crate(generator, &programs, folder)?;
    let (binary, broken) = compile(generator, &programs, folder)?;
    let tried = programs.iter().enumerate().map(|(index, program)| {
        Ok(match (program, broken.get(&index)) {
            (Err(reason), _) => Outcome::NotGenerated(reason.clone()),
            (_, Some(error)) => Outcome::NotCompiled(error.clone()),
            (Ok(_), None) => Outcome::Tried(try_values(&binary, index, &cards[index])?),
        })
    });
    tried.collect()
}

/// The binary of all modules that compile, and the first error of each that does not.
fn compile(
    generator: &dyn Generator,
    programs: &[Result<Program, String>],
    folder: &Path,
) -> anyhow::Result<(PathBuf, BTreeMap<usize, String>)> {
    let mut broken: BTreeMap<usize, String> = BTreeMap::new();
    for _ in 0..MOST_BUILDS {
        let left = programs.iter().enumerate().filter_map(|(index, program)| {
            let program = program.as_ref().ok()?;
            (!broken.contains_key(&index)).then_some((index, program))
        });
        fs::write(folder.join("src/main.rs"), main_text(generator, left))?;
        match build(folder)? {
            Build::Done(binary) => return Ok((binary, broken)),
            Build::Broken { modules, rest } if modules.is_empty() => {
                bail!("{} does not compile: {rest}", folder.display())
            }
            Build::Broken { modules, .. } => broken.extend(modules),
        }
    }
    bail!(
        "{} does not compile after {MOST_BUILDS} attempts",
        folder.display()
    )
}

fn write_crate(
    generator: &dyn Generator,
    programs: &[Result<Program, String>],
    folder: &Path,
) -> anyhow::Result<()> {
    let source = folder.join("src");
    if source.is_dir() {
        fs::remove_dir_all(&source)?;
    }
    fs::create_dir_all(&source)?;
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"trial\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n\n[profile.dev]\ndebug = 0\n",
        generator.dependencies()
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    // What is tried is built of the versions that the workspace is built of.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    for (index, program) in programs.iter().enumerate() {
        if let Ok(program) = program {
            fs::write(source.join(format!("card_{index}.rs")), &program.text)?;
        }
    }
    Ok(())
}

/// A program that reads values from standard input, one a line, and says of each what became of it.
fn main_text<'p>(
    generator: &dyn Generator,
    programs: impl Iterator<Item = (usize, &'p Program)>,
) -> String {
    let (mut modules, mut arms) = (String::new(), String::new());
    for (index, Program { root, .. }) in programs {
        // Writing to a string cannot fail.
        let _ = writeln!(modules, "mod card_{index};");
        let of = root.as_ref().map_or("::tidings::Value".to_owned(), |root| {
            format!("card_{index}::{root}")
        });
        let _ = writeln!(arms, "        \"{index}\" => round_trip::<{of}>,");
    }
    let (attributes, round_trip) = (generator.attributes(), generator.round_trip());
    format!(
        "{attributes}
{modules}
use std::io::Write as _;

{round_trip}

fn main() {{
    let card = std::env::args().nth(1).unwrap_or_default();
    let round_trip: fn(&[u8]) -> Result<String, String> = match card.as_str() {{
{arms}        _ => panic!(\"no such card\"),
    }};
    for line in std::io::stdin().lines() {{
        let line = line.unwrap();
        let answer = std::panic::catch_unwind(|| round_trip(line.as_bytes()));
        let (mark, text) = match answer {{
            Ok(Ok(text)) => (\"ok\", text),
            Ok(Err(text)) => (\"no\", text),
            Err(_) => (\"no\", \"panicked\".to_owned()),
        }};
        println!(\"{{mark}}\\t{{}}\", text.replace('\\n', \" \"));
        std::io::stdout().flush().unwrap();
    }}
}}
"
    )
}

/// What Cargo made of a crate.
enum Build {
    Done(PathBuf),
    Broken {
        /// The first error of each module that has one.
        modules: BTreeMap<usize, String>,
        /// An error elsewhere.
        rest: String,
    },
}

fn build(folder: &Path) -> anyhow::Result<Build> {
    let output = Command::new("cargo")
        .args(["build", "--quiet", "--message-format", "json"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("../target"))
        .stderr(Stdio::piped())
        .output()
        .context("cargo cannot be started")?;
    let mut modules = BTreeMap::new();
    let mut rest = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut binary = None;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Json>(line) else {
            continue;
        };
        if let Some(path) = message["executable"].as_str() {
            binary = Some(PathBuf::from(path));
        }
        let told = &message["message"];
        if told["level"] == "error" {
            let text = told["message"].as_str().unwrap_or_default().to_owned();
            match module_of(&told["spans"]) {
                Some(index) => {
                    modules.entry(index).or_insert(text);
                }
                None => rest = text,
            }
        }
    }
    Ok(match binary {
        Some(binary) if output.status.success() => Build::Done(binary),
        _ => Build::Broken { modules, rest },
    })
}

/// The number of the module that an error is in.
fn module_of(spans: &Json) -> Option<usize> {
    spans.as_array()?.iter().find_map(|span| {
        let name = span["file_name"].as_str()?.strip_prefix("src/card_")?;
        name.strip_suffix(".rs")?.parse().ok()
    })
}

/// What the program of a card makes of its values; a value at which it dies counts as refused.
fn try_values(
    binary: &Path,
    index: usize,
    card: &Card,
) -> anyhow::Result<Vec<Result<String, String>>> {
    let mut tried = Vec::new();
    while tried.len() < card.values.len() {
        let values = card.values[tried.len()..].iter();
        let lines: String = values
            .map(|instance| instance.value.to_json_text() + "\n")
            .collect();
        let mut input = tempfile::tempfile()?;
        std::io::Write::write_all(&mut input, lines.as_bytes())?;
        std::io::Seek::rewind(&mut input)?;
        let output = Command::new(binary)
            .arg(index.to_string())
            .stdin(input)
            .stderr(Stdio::null())
            .output()
            .with_context(|| binary.display().to_string())?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        tried.extend(text.lines().map(|line| match line.split_once('\t') {
            Some(("ok", written)) => Ok(written.to_owned()),
            Some((_, reason)) => Err(reason.to_owned()),
            None => Err(line.to_owned()),
        }));
        if tried.len() < card.values.len() {
            tried.push(Err("the program died".to_owned()));
        }
    }
    Ok(tried)
}
