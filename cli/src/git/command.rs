//! Calling git.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::Context;

/// What git answers, with the question put to it on its standard input.
///
/// # Errors
///
/// When git cannot be started, which is not the same as a git that says no.
pub(super) fn ask(folder: &Path, arguments: &[&str], question: &str) -> anyhow::Result<Output> {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        // A hook or a helper of the repository is not to run because somebody looks at a file, and nothing is fetched
        // that a partial clone left out.
        .args(["-c", "core.fsmonitor=false", "--no-optional-locks"])
        .args(arguments)
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .context("git cannot be started; revisions are read with the command `git`")?;
    if let Some(mut stdin) = child.stdin.take() {
        // A git that ends early has said why.
        let _ = stdin.write_all(question.as_bytes());
    }
    Ok(child.wait_with_output()?)
}

/// The one line that git answers with; `None` when it says no.
///
/// # Errors
///
/// When git cannot be started.
pub(super) fn line(folder: &Path, arguments: &[&str]) -> anyhow::Result<Option<String>> {
    let output = ask(folder, arguments, "")?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(output
        .status
        .success()
        .then(|| text.trim_end_matches(['\n', '\r']).to_owned()))
}
