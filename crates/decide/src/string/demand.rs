//! What a string must be.

use std::collections::BTreeSet;
use std::rc::Rc;

use tidings_schema::Format;

/// Everything that one string must meet at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct StringDemand {
    /// It has at least this many code points.
    pub(crate) min_length: u64,
    /// It has at most this many code points.
    pub(crate) max_length: Option<u64>,
    /// Each of these patterns of ECMA-262 is found somewhere in it.
    pub(crate) inside: Vec<Rc<str>>,
    /// None of these patterns is found in it.
    pub(crate) outside: Vec<Rc<str>>,
    /// It is in each of these formats, which are languages here; formats that only annotate are never handed over.
    pub(crate) formats_inside: Vec<Format>,
    /// It is in none of these formats.
    pub(crate) formats_outside: Vec<Format>,
    /// It is none of these.
    pub(crate) excluded: BTreeSet<String>,
}

impl StringDemand {
    /// Whether no length lies between the bounds.
    pub(super) fn is_empty_range(&self) -> bool {
        self.max_length.is_some_and(|most| most < self.min_length)
    }

    /// Whether it would have to match a pattern or be in a format and at the same time not.
    pub(super) fn is_contradiction(&self) -> bool {
        let mut patterns = self.inside.iter();
        let mut formats = self.formats_inside.iter();
        patterns.any(|pattern| self.outside.contains(pattern))
            || formats.any(|format| self.formats_outside.contains(format))
    }

    /// Whether there is more to it than length and excluded strings.
    pub(crate) fn has_languages(&self) -> bool {
        !(self.inside.is_empty()
            && self.outside.is_empty()
            && self.formats_inside.is_empty()
            && self.formats_outside.is_empty())
    }
}
