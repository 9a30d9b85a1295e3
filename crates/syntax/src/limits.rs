//! How much of a hostile document is read.

/// Bounds that turn a document built to exhaust its reader into a finding.
///
/// The defaults leave a hundred times the room that real contracts need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub bytes: usize,
    /// Levels of nesting, counted with aliases followed, so that every reader may recurse.
    pub depth: usize,
    /// Values, counted as they are written.
    pub nodes: usize,
    /// Values that aliases and merge keys add, counted as if they were copied, so that every reader may follow them;
    /// a long text counts as one more value for every 64 bytes.
    pub expansion: u64,
    /// Findings about one text; a document with more mistakes than that is mended in several rounds.
    pub findings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            depth: 128,
            nodes: 4_000_000,
            expansion: 1_000_000,
            findings: 1_000,
        }
    }
}
