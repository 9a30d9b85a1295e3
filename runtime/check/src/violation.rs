//! What is wrong with a value, and where.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

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

/// Where a check of a whole value looks instead of at what the Rust type has kept of it.
#[cfg(feature = "residual")]
pub(crate) enum Source {
    /// Nowhere, this time.
    Missed,
    /// At what a JSON Pointer leads to.
    Kept(Arc<Value>, String),
}

/// Collects violations: the first one, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    found: Vec<Violation>,
    limit: usize,
    wire: Wire,
}

/// What is known of the text that the value under check was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wire {
    /// There is none: the value is to be written.
    None,
    /// It was read and not kept; whether a check has missed it.
    Gone { missed: bool },
    /// What stood there.
    Kept(Arc<Value>),
}

impl Violations {
    /// Keeps every violation, up to a thousand.
    pub const fn all() -> Self {
        Self {
            found: Vec::new(),
            limit: LIMIT,
            wire: Wire::None,
        }
    }

    /// Keeps the first violation only.
    pub const fn first() -> Self {
        Self {
            found: Vec::new(),
            limit: 1,
            wire: Wire::None,
        }
    }

    /// The same, for a value that was read from a text that is not at hand.
    ///
    /// A type may have dropped what stood in the text, and then a check of the whole can only say that it
    /// [misses](Self::misses_wire) it.
    #[must_use]
    pub fn without_wire(mut self) -> Self {
        self.wire = Wire::Gone { missed: false };
        self
    }

    /// The same, for a value that was read from `wire`.
    #[must_use]
    pub fn with_wire(mut self, wire: Arc<Value>) -> Self {
        self.wire = Wire::Kept(wire);
        self
    }

    /// Whether a check was left out because it needs what the value was read from: check again, with it.
    pub const fn misses_wire(&self) -> bool {
        matches!(self.wire, Wire::Gone { missed: true })
    }

    /// What the value at `path` was read from, if that is known.
    ///
    /// `None` for a value that is to be written; then it is judged as it will be written.
    #[cfg(feature = "residual")]
    pub(crate) fn wire(&mut self, path: &Path<'_>) -> Option<Source> {
        match &mut self.wire {
            Wire::None => None,
            Wire::Gone { missed } => {
                *missed = true;
                Some(Source::Missed)
            }
            Wire::Kept(wire) => Some(Source::Kept(Arc::clone(wire), path.to_string())),
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

    /// Records that what `pointer`, a JSON Pointer, leads to in the value at `path` is wrong.
    #[cfg(feature = "residual")]
    pub(crate) fn push_within(&mut self, path: &Path<'_>, pointer: &str, message: String) {
        if !self.is_full() {
            self.found.push(Violation {
                pointer: format!("{path}{pointer}"),
                message,
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
