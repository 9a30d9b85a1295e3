//! The patterns of one search, each compiled once.

use std::collections::HashMap;

use tidings_schema::Pattern;

use crate::found::Cause;

/// What was compiled so far.
#[derive(Debug, Default)]
pub(crate) struct Automata {
    patterns: HashMap<String, Result<Pattern, Cause>>,
}

impl Automata {
    /// Whether `pattern` is found somewhere in `text`.
    ///
    /// # Errors
    ///
    /// The cause to give up with when the pattern cannot be run or takes too many steps on this text.
    pub(crate) fn is_match(&mut self, pattern: &str, text: &str) -> Result<bool, Cause> {
        if !self.patterns.contains_key(pattern) {
            let compiled = Pattern::new(pattern).map_err(|error| {
                Cause::new(format!("the pattern {pattern:?} cannot be used: {error}"))
            });
            self.patterns.insert(pattern.to_owned(), compiled);
        }
        match &self.patterns[pattern] {
            Ok(compiled) => compiled.try_match(text).map_err(|_| {
                Cause::new(format!(
                    "the pattern {pattern:?} takes too many steps to match"
                ))
            }),
            Err(cause) => Err(cause.clone()),
        }
    }
}
