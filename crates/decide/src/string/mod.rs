//! Strings that meet demands, exactly.
//!
//! A pattern is an automaton over code points, a format a conjunction of patterns, an excluded string a language of one word.
//! What a demand asks for is a text that some of them accept and the others do not, found by walking all of them at once.

mod ahead;
mod attempt;
mod automata;
mod automaton;
mod demand;
mod formats;
mod letters;
mod product;
mod words;

pub(crate) use automata::Automata;
pub(crate) use demand::StringDemand;

use self::attempt::Attempts;
use crate::budget::Budget;
use crate::found::{Cause, Found};

/// The longest string of one letter that is made up without a thought.
const LONGEST: u64 = 100_000;

/// A string that meets `demand`, the shortest there is; `automata` remembers the patterns of one search.
pub(crate) fn find(
    demand: &StringDemand,
    automata: &mut Automata,
    budget: &mut Budget,
) -> Found<String> {
    match search(demand, automata, budget) {
        Ok(Some(text)) => Found::One(text),
        Ok(None) => Found::Nothing,
        Err(cause) => cause.into(),
    }
}

/// As [`find`]; `None` is the proof that there is no such string.
fn search(
    demand: &StringDemand,
    automata: &mut Automata,
    budget: &mut Budget,
) -> Result<Option<String>, Cause> {
    budget.spend(1)?;
    if demand.is_empty_range() || demand.is_contradiction() {
        return Ok(None);
    }
    if !demand.has_languages() && demand.excluded.is_empty() && demand.min_length <= LONGEST {
        budget.spend(demand.min_length / 16)?;
        return Ok(Some("a".repeat(demand.min_length as usize)));
    }
    Attempts::new(demand, automata, budget)?.run(automata, budget)
}

#[cfg(test)]
mod tests;
