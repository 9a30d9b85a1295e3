//! Patterns of a graph, each compiled once.

use std::collections::HashMap;

use tidings_check::Pattern;

/// Compiled patterns by their source.
#[derive(Debug, Default)]
pub(crate) struct Patterns<'g> {
    /// `None` for a pattern that cannot be run, which the reader has reported and left out.
    compiled: HashMap<&'g str, Option<Pattern>>,
}

impl<'g> Patterns<'g> {
    /// The compiled form of `source`.
    pub(crate) fn get(&mut self, source: &'g str) -> Option<&Pattern> {
        let compiled = self.compiled.entry(source);
        compiled
            .or_insert_with(|| Pattern::new(source).ok())
            .as_ref()
    }
}
