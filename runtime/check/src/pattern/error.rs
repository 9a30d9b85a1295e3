//! Why a pattern cannot be used.

use std::fmt;

/// Why a text is no pattern that can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPattern {
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Syntax { at: usize, what: &'static str },
    TooLarge,
    Engine(String),
}

impl InvalidPattern {
    pub(super) fn syntax(at: usize, what: &'static str) -> Self {
        Self {
            problem: Problem::Syntax { at, what },
        }
    }

    pub(super) fn too_large() -> Self {
        Self {
            problem: Problem::TooLarge,
        }
    }

    /// What an engine says about a translated pattern: one line of it, as the rest draws the translation.
    pub(super) fn from_engine(error: impl fmt::Display) -> Self {
        let text = error.to_string();
        let line = text.lines().last().unwrap_or_default();
        let line = line.trim_start_matches("error: ");
        Self {
            problem: Problem::Engine(line.to_owned()),
        }
    }

    /// How many characters of the pattern precede the mistake, where it has a place.
    pub fn position(&self) -> Option<usize> {
        match self.problem {
            Problem::Syntax { at, .. } => Some(at),
            Problem::TooLarge | Problem::Engine(_) => None,
        }
    }
}

impl fmt::Display for InvalidPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::Syntax { at, what } => write!(formatter, "{what}, at character {}", at + 1),
            Problem::TooLarge => formatter.write_str("it becomes too large when it is compiled"),
            Problem::Engine(what) => write!(formatter, "it cannot be compiled: {what}"),
        }
    }
}

impl std::error::Error for InvalidPattern {}

/// Matching took more steps than are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatternLimit;

impl fmt::Display for PatternLimit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("matching the pattern takes too many steps")
    }
}

impl std::error::Error for PatternLimit {}
