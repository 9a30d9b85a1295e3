//! Something to be said of a place, for results that are no findings.

use tidings_diag::Severity;

use crate::{Place, Presentation, formats};

/// A sentence about a place in a text.
#[derive(Clone, Copy, Debug)]
pub struct Remark<'r> {
    /// How much it matters, which gives its colour.
    pub severity: Severity,
    /// The word that stands before it, where a finding has `error`.
    pub word: &'r str,
    /// The sentence, without a full stop.
    pub message: &'r str,
    /// The place, where there is one.
    pub place: Option<Place<'r>>,
}

impl Remark<'_> {
    /// Remarks that belong together, for people: each with the lines it is about. Ends with a line break.
    pub fn show_all(remarks: &[Self], presentation: Presentation) -> String {
        formats::human::remarks(remarks, presentation)
    }
}
