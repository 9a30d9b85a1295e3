//! The numbers of a run, and how they are said.

use std::fmt::{self, Display};
use std::iter::Sum;
use std::ops::AddAssign;

/// How many findings of each severity, in how many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents that were asked for.
    pub files: usize,
    /// How many of them findings are about.
    pub faulty: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings that a configuration has decided about.
    pub overridden: Overridden,
}

/// How many findings are not shown as their rules would have it, because somebody decided so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overridden {
    /// Findings that are left out.
    pub off: usize,
    /// Findings with another severity.
    pub changed: usize,
}

impl Display for Summary {
    /// `2 errors, 1 warning in 2 of 3 files`, or `3 files are clean`, and what a configuration did.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.infos, "info", "infos"),
        ];
        let parts: Vec<String> = counts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        let files = if self.files == 1 { "file" } else { "files" };
        if !parts.is_empty() {
            let faulty = match self.faulty < self.files {
                true => format!("{} of ", self.faulty),
                false => String::new(),
            };
            let parts = parts.join(", ");
            write!(formatter, "{parts} in {faulty}{} {files}", self.files)?;
        } else if self.files == 1 {
            write!(formatter, "1 file is clean")?;
        } else {
            write!(formatter, "{} {files} are clean", self.files)?;
        }
        self.overridden.fmt(formatter)
    }
}

impl Display for Overridden {
    /// Nothing, or ` (by configuration 2 findings are off and 1 has another severity)`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let off = match self.off {
            0 => None,
            1 => Some("1 finding is off".to_owned()),
            off => Some(format!("{off} findings are off")),
        };
        let changed = match self.changed {
            0 => None,
            1 => Some("1 has another severity".to_owned()),
            changed => Some(format!("{changed} have another severity")),
        };
        let parts: Vec<String> = off.into_iter().chain(changed).collect();
        if parts.is_empty() {
            return Ok(());
        }
        write!(formatter, " (by configuration {})", parts.join(" and "))
    }
}

impl AddAssign for Overridden {
    fn add_assign(&mut self, other: Self) {
        self.off += other.off;
        self.changed += other.changed;
    }
}

impl Sum for Overridden {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}
