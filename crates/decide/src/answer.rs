//! What the answers are.

use tidings_diag::Location;
use tidings_schema::{Failure, Literal};

use crate::intern::UNREAD;

/// Whether every value of one schema is a value of another.
#[derive(Clone, Debug)]
pub enum Subset {
    /// Proved: no value breaks the inclusion.
    Yes,
    /// At least one value does.
    No(Breaks),
    /// Neither was found.
    Unknown(Unknown),
}

/// Whether two schemas have no value in common.
#[derive(Clone, Debug)]
pub enum Disjoint {
    /// Proved: there is none.
    Yes,
    /// This value is valid under both.
    No(Literal),
    /// Neither was found.
    Unknown(Unknown),
}

/// Whether a schema has a value.
#[derive(Clone, Debug)]
pub enum Satisfiable {
    /// It has this one.
    Yes(Literal),
    /// Proved: it has none.
    No,
    /// Neither was found.
    Unknown(Unknown),
}

/// A value that the first schema of an inclusion accepts and the second one refuses, confirmed by the validator.
#[derive(Clone, Debug)]
pub struct Break {
    /// The value, without a key, item or character that is not needed.
    pub instance: Literal,
    /// What the second schema has against it; never empty.
    pub objections: Vec<Objection>,
}

/// A demand of the second schema that a value does not meet, which is enough to refuse it.
#[derive(Clone, Debug)]
pub struct Objection {
    /// The demand, and how it is not met.
    pub failure: Failure,
    /// The keyword of the first schema that lets the value through, where one stands against the keyword that refuses it.
    pub allowed_by: Option<Location>,
}

/// The breaks of an inclusion, at least one.
#[derive(Clone, Debug)]
pub struct Breaks {
    /// Each has another cause than the ones before it, and only one where there is a value that breaks nothing else.
    pub found: Vec<Break>,
    /// Whether it is proved that every value that breaks the inclusion breaks one of the demands that these break.
    pub is_all: bool,
}

/// Which schema of a question is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first one.
    First,
    /// The second one.
    Second,
}

impl Unknown {
    /// Whether a part of a schema that is broken in its document is what stopped the search.
    pub fn is_of_broken(&self) -> bool {
        self.reason == UNREAD
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What stopped the search, without a full stop: "the pattern looks behind itself".
    pub reason: String,
    /// In which schema that stands.
    pub side: Side,
    /// Where it stands.
    pub location: Location,
}
