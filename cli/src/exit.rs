//! The exit status: what a calling script is told.

use std::panic::{self, UnwindSafe};
use std::process::ExitCode;

use tidings_diag::{Finding, Severity};
use tidings_project::lint::means_unreadable;

use crate::terminal;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Nothing to object to.
    Clean,
    /// Findings at or above the level that fails, or generated code that is stale.
    Findings,
    /// The command line makes no sense, or its output cannot be written.
    Usage,
    /// An input could not be read, or is neither YAML nor JSON.
    Unreadable,
    /// A mistake of this program.
    Bug,
}

impl Exit {
    /// The status that `findings` deserve if those of severity `fail_on` and above fail.
    pub(crate) fn of<'f>(
        findings: impl IntoIterator<Item = &'f Finding>,
        fail_on: Severity,
    ) -> Self {
        let of_one = |finding: &Finding| {
            if means_unreadable(finding.rule) {
                Self::Unreadable
            } else if finding.severity >= fail_on {
                Self::Findings
            } else {
                Self::Clean
            }
        };
        let statuses = findings.into_iter().map(of_one);
        statuses.max().unwrap_or(Self::Clean)
    }

    /// The number that the calling script sees.
    pub(crate) fn status(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Unreadable => 3,
            Self::Bug => 101,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}

/// Makes every panic, on whatever thread, a bug report.
pub(crate) fn report_panics() {
    panic::set_hook(Box::new(|panic| terminal::bug(&panic.to_string())));
}

/// Runs the program; an error becomes a message, a panic the status of a bug, and a closed pipe success.
pub(crate) fn guarded(run: impl FnOnce() -> anyhow::Result<Exit> + UnwindSafe) -> Exit {
    match panic::catch_unwind(run) {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) if is_closed_pipe(&error) => Exit::Clean,
        Ok(Err(error)) => {
            terminal::error(&error);
            Exit::Usage
        }
        Err(_) => Exit::Bug,
    }
}

/// Whether the reader of our output went away, as `head` does when it has seen enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn a_panic_is_a_bug_and_an_error_is_usage() {
        assert_eq!(guarded(|| panic!("a test of the panic message")), Exit::Bug);
        assert_eq!(
            guarded(|| Err(anyhow::anyhow!("a message of a test"))),
            Exit::Usage
        );
    }

    #[test]
    fn a_closed_pipe_is_success() {
        let closed = || std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        assert_eq!(guarded(|| Err(closed().into())), Exit::Clean);
    }

    #[test]
    fn the_worst_finding_decides() {
        let finding = |rule, severity| Finding {
            severity,
            ..Finding::of_file(rule, "a.yaml", "a test")
        };
        let document = catalogue::find("not-asyncapi").expect("a rule about documents");
        let warning = finding(document, Severity::Warning);
        let error = finding(document, Severity::Error);
        let unreadable = finding(&tidings_project::rules::NO_DOCUMENTS, Severity::Error);
        assert_eq!(Exit::of([], Severity::Info), Exit::Clean);
        assert_eq!(Exit::of([&warning], Severity::Error), Exit::Clean);
        assert_eq!(Exit::of([&warning], Severity::Warning), Exit::Findings);
        assert_eq!(
            Exit::of([&warning, &error], Severity::Error),
            Exit::Findings
        );
        assert_eq!(
            Exit::of([&unreadable, &error], Severity::Error),
            Exit::Unreadable
        );
    }
}
