//! Faults put into the code on purpose: tests that do not notice one do not hold what they should.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};

use crate::root;

/// One piece of code with a mistake in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, from the root of the workspace.
    pub file: String,
    /// What stands there, once.
    pub right: String,
    /// What is put in its place.
    pub wrong: String,
}

/// The list of faults of the crate that decides.
pub fn list_path() -> PathBuf {
    root().join("crates/decide/faults.txt")
}

/// Reads a list: three lines a fault (`in FILE`, `- RIGHT`, `+ WRONG`), blank lines and lines that begin with `#` between them.
///
/// # Errors
///
/// When a line is none of these, or a fault is not complete.
pub fn read(text: &str) -> anyhow::Result<Vec<Fault>> {
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let lines: Vec<&str> = lines.collect();
    let faults = lines.chunks(3).map(|lines| match lines {
        [file, right, wrong] => {
            let part = |line: &str, mark: &str| {
                let part = line.strip_prefix(mark).map(str::to_owned);
                part.with_context(|| format!("`{mark}` is expected before: {line}"))
            };
            Ok(Fault {
                file: part(file, "in ")?,
                right: part(right, "- ")?,
                wrong: part(wrong, "+ ")?,
            })
        }
        rest => bail!("a fault is three lines, not {rest:?}"),
    });
    faults.collect()
}

impl Fault {
    /// The code with this fault.
    ///
    /// # Errors
    ///
    /// When the right line does not stand in `code` exactly once.
    pub fn put_into(&self, code: &str) -> anyhow::Result<String> {
        let number = code.matches(&self.right).count();
        ensure!(
            number == 1,
            "{}: stands there {number} times: {}",
            self.file,
            self.right
        );
        Ok(code.replace(&self.right, &self.wrong))
    }
}

/// Puts one fault after the other into the code, runs `cargo test` with `arguments`, and takes it out again.
///
/// Answers the faults that no test noticed. A fault that does not compile is not noticed either.
///
/// # Errors
///
/// When a fault does not fit the code, a file cannot be written, or the tests fail without any fault.
pub fn survivors(
    faults: &[Fault],
    arguments: &[String],
    mut report: impl FnMut(&Fault, bool),
) -> anyhow::Result<Vec<Fault>> {
    for fault in faults {
        fault.put_into(&fs::read_to_string(root().join(&fault.file))?)?;
    }
    ensure!(
        run(arguments)? == Run::Passed,
        "the tests do not compile, or fail without any fault"
    );
    let mut survivors = Vec::new();
    for fault in faults {
        let patched = Patched::new(fault)?;
        let is_noticed = run(arguments)? == Run::Failed;
        drop(patched);
        report(fault, is_noticed);
        if !is_noticed {
            survivors.push(fault.clone());
        }
    }
    Ok(survivors)
}

/// A file with a fault; what stood there before is written back at the end, also of a panic.
struct Patched {
    path: PathBuf,
    code: String,
}

impl Patched {
    fn new(fault: &Fault) -> anyhow::Result<Self> {
        let path = root().join(&fault.file);
        let code = fs::read_to_string(&path)?;
        fs::write(&path, fault.put_into(&code)?)?;
        Ok(Self { path, code })
    }
}

impl Drop for Patched {
    fn drop(&mut self) {
        // There is nobody left to tell, and the next run says that the fault does not fit.
        let _ = fs::write(&self.path, &self.code);
    }
}

/// What came of running the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    /// They do not compile.
    Broken,
    /// One of them failed.
    Failed,
    /// All of them passed.
    Passed,
}

/// Runs the tests inside the crate first, because they are compiled soonest.
fn run(arguments: &[String]) -> anyhow::Result<Run> {
    for targets in [&["--lib"][..], &["--test", "*"]] {
        if !cargo(&[targets, &["--no-run"]].concat(), arguments)? {
            return Ok(Run::Broken);
        }
        if !cargo(targets, arguments)? {
            return Ok(Run::Failed);
        }
    }
    Ok(Run::Passed)
}

fn cargo(targets: &[&str], arguments: &[String]) -> anyhow::Result<bool> {
    let status = Command::new("cargo")
        .args(["test", "--quiet", "--package", "tidings-decide"])
        .args(targets)
        .args(arguments)
        .current_dir(root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("cargo cannot be started")?;
    Ok(status.success())
}
