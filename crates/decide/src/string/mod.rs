//! Strings that meet demands, exactly.

mod automata;
mod demand;

pub(crate) use automata::Automata;
pub(crate) use demand::StringDemand;

use crate::budget::Budget;
use crate::found::{Cause, Found};

/// The longest string that is made up.
const LONGEST: u64 = 10_000;

/// A string that meets `demand`; `automata` remembers the patterns of one search.
pub(crate) fn find(
    demand: &StringDemand,
    _automata: &mut Automata,
    budget: &mut Budget,
) -> Found<String> {
    if demand
        .max_length
        .is_some_and(|most| most < demand.min_length)
    {
        return Found::Nothing;
    }
    if demand.has_languages() {
        return Cause::new("patterns and formats are not compared").into();
    }
    let longest = demand.max_length.unwrap_or(LONGEST).min(LONGEST);
    for length in demand.min_length..=longest {
        for last in 'a'..='z' {
            if let Err(cause) = budget.spend(1 + length / 16) {
                return cause.into();
            }
            let mut text = "a".repeat(length.saturating_sub(1) as usize);
            text.extend((length > 0).then_some(last));
            if !demand.excluded.contains(&text) {
                return Found::One(text);
            }
        }
    }
    Cause::new("no short string meets every demand").into()
}
