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
    TooDeep,
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

    pub(super) fn too_deep() -> Self {
        Self {
            problem: Problem::TooDeep,
        }
    }

    /// How many characters of the pattern precede the mistake, where it has a place.
    pub fn position(&self) -> Option<usize> {
        match self.problem {
            Problem::Syntax { at, .. } => Some(at),
            Problem::TooLarge | Problem::TooDeep => None,
        }
    }
}

impl fmt::Display for InvalidPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::Syntax { at, what } => write!(formatter, "{what}, at character {}", at + 1),
            Problem::TooLarge => formatter.write_str("it becomes too large when it is compiled"),
            Problem::TooDeep => formatter.write_str("its groups are nested too deeply"),
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
