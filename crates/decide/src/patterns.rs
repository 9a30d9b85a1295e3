//! Patterns as the validator runs them, each compiled once.

use std::collections::HashMap;
use std::rc::Rc;

use tidings_schema::Pattern;

use crate::found::Cause;

/// Compiled patterns by their source; none where a pattern cannot be run.
#[derive(Debug, Default)]
pub(crate) struct Patterns(HashMap<Rc<str>, Option<Pattern>>);

impl Patterns {
    /// Whether `pattern` is found somewhere in `text`.
    ///
    /// # Errors
    ///
    /// The cause to give up with when the pattern cannot be run or takes too many steps on this text, which the validator
    /// takes for no match.
    pub(crate) fn is_match(&mut self, pattern: &str, text: &str) -> Result<bool, Cause> {
        if !self.0.contains_key(pattern) {
            let compiled = Pattern::new(pattern).ok();
            self.0.insert(Rc::from(pattern), compiled);
        }
        let compiled = self.0.get(pattern).and_then(Option::as_ref);
        let Some(compiled) = compiled else {
            return Err(Cause::of_pattern("the pattern cannot be run", pattern));
        };
        let matched = compiled.try_match(text);
        matched.map_err(|_| Cause::of_pattern("the pattern takes too many steps to match", pattern))
    }
}
