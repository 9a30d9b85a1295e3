//! What is wrong with a value, and where.

use std::fmt;

use crate::Path;

/// How many violations [`Violations::all`] keeps: a hostile message must not become a larger report.
const LIMIT: usize = 1_000;

/// One constraint that a value breaks.
///
/// `Display` writes `/lines/0/quantity: 101 is greater than 100`; the root, whose pointer is empty, shows as `(root)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violation {
    /// The JSON Pointer (RFC 6901) of the value; empty for the whole.
    pub pointer: String,
    /// What is wrong with it, without a full stop.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = match self.pointer.as_str() {
            "" => "(root)",
            pointer => pointer,
        };
        write!(formatter, "{pointer}: {}", self.message)
    }
}

impl std::error::Error for Violation {}

/// Collects violations: the first one, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    found: Vec<Violation>,
    limit: usize,
}

impl Violations {
    /// Keeps every violation, up to a thousand.
    pub const fn all() -> Self {
        Self {
            found: Vec::new(),
            limit: LIMIT,
        }
    }

    /// Keeps the first violation only.
    pub const fn first() -> Self {
        Self {
            found: Vec::new(),
            limit: 1,
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether no further violation would be kept, so that checking on is useless.
    pub fn is_full(&self) -> bool {
        self.found.len() >= self.limit
    }

    /// How many violations are kept.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Records that the value at `path` is wrong, unless no more are kept.
    #[cold]
    pub fn push(&mut self, path: &Path<'_>, message: impl Into<String>) {
        if !self.is_full() {
            self.found.push(Violation {
                pointer: path.to_string(),
                message: message.into(),
            });
        }
    }

    /// The violations in the order of checking.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.found.iter()
    }

    /// `Ok` when nothing is wrong.
    ///
    /// # Errors
    ///
    /// The first violation that was found.
    pub fn into_result(self) -> Result<(), Violation> {
        match self.found.into_iter().next() {
            None => Ok(()),
            Some(violation) => Err(violation),
        }
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
