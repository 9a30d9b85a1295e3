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
