//! What one process costs: processor time and memory, as the system counts them.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// What a process cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Processor time in the program and in the system, in milliseconds.
    pub milliseconds: f64,
    /// Time that passed, in milliseconds.
    pub elapsed: f64,
    /// The most memory it held at once, in bytes.
    pub memory: u64,
}

/// Memory that a process may take whatever it reads, in bytes; and how often its input on top.
const MEMORY: (u64, u64) = (20_000_000, 12);

/// How many bytes a process may take that reads so many.
pub fn allowed(bytes: u64) -> u64 {
    MEMORY.0 + MEMORY.1 * bytes
}

/// Bytes as people read them.
pub fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}

/// The first word of the command line of a program that measures one command and prints what it costs.
const MEASURE: &str = "measure";

/// What the cheapest of `runs` runs of a command costs, each measured by a process of its own, which is this program again;
/// everything else on the machine only adds to it. The memory is the most of all runs.
///
/// # Errors
///
/// When the command cannot be started.
pub fn cheapest(
    program: &str,
    arguments: &[String],
    runs: usize,
) -> Result<Cost, Box<dyn std::error::Error>> {
    let mut cheapest: Option<Cost> = None;
    for _ in 0..runs {
        let output = Command::new(std::env::current_exe()?)
            .args([MEASURE, program])
            .args(arguments)
            .output()?;
        let text = String::from_utf8(output.stdout)?;
        let numbers: Vec<&str> = text.split_whitespace().collect();
        let [milliseconds, elapsed, memory] = numbers.as_slice() else {
            return Err("nothing was measured".into());
        };
        let (milliseconds, elapsed) = (milliseconds.parse()?, elapsed.parse()?);
        let memory = memory.parse()?;
        let best = cheapest.get_or_insert(Cost {
            milliseconds,
            elapsed,
            memory,
        });
        best.milliseconds = best.milliseconds.min(milliseconds);
        best.elapsed = best.elapsed.min(elapsed);
        best.memory = best.memory.max(memory);
    }
    cheapest.ok_or_else(|| "nothing was measured".into())
}

/// What stands behind `name` in the arguments.
pub fn option<'a>(arguments: &'a [String], name: &str) -> Option<&'a String> {
    let place = arguments.iter().position(|argument| argument == name)?;
    arguments.get(place + 1)
}

/// Measures the command that `arguments` name, where they ask for that; what it costs, for whoever started this program.
///
/// # Errors
///
/// When the command cannot be started.
pub fn asked_to_measure(arguments: &[String]) -> std::io::Result<Option<String>> {
    match arguments {
        [first, program, rest @ ..] if first == MEASURE => {
            let cost = run(program, rest)?;
            let Cost {
                milliseconds,
                elapsed,
                memory,
            } = cost;
            Ok(Some(format!("{milliseconds} {elapsed} {memory}")))
        }
        _ => Ok(None),
    }
}

/// Runs a command and says what it and its children cost.
///
/// The system keeps the largest memory of all children, so a process can measure one command only.
///
/// # Errors
///
/// When the command cannot be started; its own exit status does not matter.
pub fn run(program: impl AsRef<OsStr>, arguments: &[String]) -> std::io::Result<Cost> {
    let start = Instant::now();
    Command::new(program)
        .args(arguments)
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let elapsed = start.elapsed().as_secs_f64() * 1_000.0;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let microseconds =
        usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(Cost {
        milliseconds: microseconds as f64 / 1_000.0,
        elapsed,
        // Linux counts in kibibytes.
        memory: u64::try_from(usage.max_rss()).unwrap_or_default() * 1_024,
    })
}
