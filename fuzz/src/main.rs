//! `cargo run --package tidings-fuzz -- <COMMAND>`: the driver that needs a stable compiler only.
#![allow(clippy::print_stdout, clippy::exit)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clap::Parser;
use tidings_fuzz::{Mutator, TARGETS, Target, seeds, targets};

/// An input that takes longer never ends.
const ENDLESS: Duration = Duration::from_secs(60);

/// The input that is tried, and since when.
type Tried = Arc<Mutex<Option<(Instant, Vec<u8>)>>>;

/// Looks for bytes for which a law does not hold
#[derive(Parser)]
#[command(name = "tidings-fuzz")]
enum Command {
    /// Write the inputs that libFuzzer starts from, one folder a target
    Seeds {
        /// The folder that gets the folders
        folder: PathBuf,
    },
    /// Change fixtures and try the result, for some seconds
    Mutate {
        #[arg(value_parser = target)]
        target: &'static Target,
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// The same seed gives the same inputs in the same order
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Try files
    Replay {
        #[arg(value_parser = target)]
        target: &'static Target,
        files: Vec<PathBuf>,
    },
}

fn target(name: &str) -> Result<&'static Target, String> {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    targets::named(name).ok_or_else(|| format!("one of {} is expected", names.join(", ")))
}

fn main() -> std::io::Result<ExitCode> {
    match Command::parse() {
        Command::Seeds { folder } => write_seeds(&folder)?,
        Command::Mutate {
            target,
            seconds,
            seed,
        } => return mutate(target, Duration::from_secs(seconds), seed),
        Command::Replay { target, files } => {
            for file in files {
                (target.check)(&std::fs::read(&file)?);
                println!("{}: holds", file.display());
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write_seeds(folder: &Path) -> std::io::Result<()> {
    for target in TARGETS {
        let folder = folder.join(target.name);
        std::fs::create_dir_all(&folder)?;
        for (number, seed) in seeds(target)?.iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{number}")), seed)?;
        }
    }
    Ok(())
}

fn mutate(target: &'static Target, duration: Duration, seed: u64) -> std::io::Result<ExitCode> {
    let seeds = seeds(target)?;
    let mut mutator = Mutator::new(&seeds, seed);
    let tried = Tried::default();
    watch(target, Arc::clone(&tried));
    let started = Instant::now();
    let mut inputs = 0_u64;
    while started.elapsed() < duration {
        let input = mutator.next_input();
        if let Ok(mut tried) = tried.lock() {
            *tried = Some((Instant::now(), input.clone()));
        }
        if catch_unwind(AssertUnwindSafe(|| (target.check)(&input))).is_err() {
            println!("{}: input {inputs} of seed {seed} fails", target.name);
            keep(target, &input)?;
            return Ok(ExitCode::FAILURE);
        }
        inputs += 1;
    }
    println!("{}: {inputs} inputs hold", target.name);
    Ok(ExitCode::SUCCESS)
}

/// Ends the process when one input takes without end.
fn watch(target: &'static Target, tried: Tried) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let Ok(tried) = tried.lock() else {
                return;
            };
            if let Some((since, input)) = &*tried
                && since.elapsed() > ENDLESS
            {
                println!("{}: an input takes without end", target.name);
                let kept = keep(target, input).is_ok();
                std::process::exit(if kept { 1 } else { 2 });
            }
        }
    });
}

/// Writes an input that fails to `artifacts/`.
fn keep(target: &Target, input: &[u8]) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("artifacts")
        .join(target.name);
    std::fs::create_dir_all(&folder)?;
    let name = format!("input-{}", std::process::id());
    std::fs::write(folder.join(&name), input)?;
    println!("kept as {}", folder.join(name).display());
    Ok(())
}
