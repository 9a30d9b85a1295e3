//! How a question is asked.

use tidings_schema::Formats;

/// How literally schemas are read and how much work an answer may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// What `format` does: known formats are compared as the languages they are, or only annotate.
    pub formats: Formats,
    /// How many distinct breaks of an inclusion are looked for, at least one.
    pub breaks: usize,
    /// How many steps an answer may cost before it is *unknown*.
    pub budget: u64,
}

impl Default for Options {
    /// Formats only annotate, up to five breaks, and a budget that a hostile pair uses up within a fifth of a second.
    fn default() -> Self {
        Self {
            formats: Formats::Annotate,
            breaks: 5,
            budget: 400_000,
        }
    }
}
