//! Numbers as they were written.

/// A number in its source spelling, so that no digit is lost before somebody asks for a machine type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number<'t> {
    text: &'t str,
}

impl<'t> Number<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// The spelling in the document: `1.10`, `0x1F`, `.inf`, `1e400`.
    pub fn text(self) -> &'t str {
        self.text
    }
}
