//! The patterns of one search, each compiled once: into an automaton, and as the validator runs it.

use std::collections::HashMap;

use super::StringDemand;
use super::automaton::Automaton;
use crate::budget::Budget;
use crate::found::Cause;
use crate::patterns::Patterns;

/// What was compiled so far.
#[derive(Debug, Default)]
pub(crate) struct Automata {
    compiled: Vec<Automaton>,
    /// By pattern: the number of its automaton, or why there is none.
    known: HashMap<String, Result<usize, Cause>>,
    /// Patterns as the validator runs them, for those that have no automaton and for single texts.
    pub(crate) patterns: Patterns,
}

impl Automata {
    /// The number of the automaton of `pattern`.
    ///
    /// # Errors
    ///
    /// The cause to give up with, which names the pattern.
    pub(super) fn compile(&mut self, pattern: &str, budget: &mut Budget) -> Result<usize, Cause> {
        if let Some(known) = self.known.get(pattern) {
            return known.clone();
        }
        let compiled = match Automaton::new(pattern, budget) {
            Ok(automaton) => {
                self.compiled.push(automaton);
                Ok(self.compiled.len() - 1)
            }
            Err(cause) if budget.is_exhausted() => Err(cause),
            Err(cause) => Err(Cause::of_pattern(&cause.reason, pattern)),
        };
        self.known.insert(pattern.to_owned(), compiled.clone());
        compiled
    }

    /// The pattern of `demand` whose automaton has most states, which is the one to blame for the steps.
    pub(crate) fn largest<'d>(&self, demand: &'d StringDemand) -> Option<&'d str> {
        let states = |pattern: &str| match self.known.get(pattern) {
            Some(Ok(number)) => self.compiled[*number].states(),
            _ => 0,
        };
        let patterns = demand.inside.iter().chain(&demand.outside);
        patterns
            .map(AsRef::as_ref)
            .max_by_key(|pattern| states(pattern))
    }

    /// The automaton with a number that [`Self::compile`] gave.
    pub(super) fn get(&self, number: usize) -> &Automaton {
        &self.compiled[number]
    }

    /// The same, to be walked.
    pub(super) fn get_mut(&mut self, number: usize) -> &mut Automaton {
        &mut self.compiled[number]
    }

    /// Whether `pattern` is found somewhere in `text`.
    ///
    /// # Errors
    ///
    /// The cause to give up with when the pattern cannot be run or takes too many steps on this text.
    pub(crate) fn is_match(
        &mut self,
        pattern: &str,
        text: &str,
        budget: &mut Budget,
    ) -> Result<bool, Cause> {
        if let Ok(number) = self.compile(pattern, budget)
            && let Ok(is_match) = self.compiled[number].is_match(text, budget)
        {
            return Ok(is_match);
        }
        budget.spend(1 + text.len() as u64)?;
        self.patterns.is_match(pattern, text)
    }
}
