//! Mends: edits of the text that make a finding go away.

use crate::Span;

/// Replaces the bytes of one span.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// The new text; empty deletes.
    pub replacement: String,
}

/// How sure we are that a mend keeps the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Shown, never applied.
    Display,
    /// Applied on request only, because it may change the meaning.
    Unsafe,
    /// Certain.
    Safe,
}

/// A set of edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What the mend does, as an imperative: "rename to `address`".
    pub title: String,
    /// How sure we are.
    pub applicability: Applicability,
    /// The edits; they never overlap.
    pub edits: Vec<Edit>,
}
