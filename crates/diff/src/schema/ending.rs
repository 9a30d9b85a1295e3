//! The end that is announced for something.

use tidings_model::contract::Day;
use tidings_schema::Literal;

use crate::facts::Fact;

/// A day as it is written.
pub(crate) fn day_in_words(day: &Literal) -> String {
    match day {
        Literal::String(text) => text.clone(),
        other => other.to_json_text(),
    }
}

/// A day in a sentence, which says so where it is none.
fn told(day: &str) -> String {
    match Day::read(day) {
        Some(_) => day.to_owned(),
        None => format!("`{day}`, which is no day"),
    }
}

/// What is said of the end of something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ending {
    /// Whether it is deprecated.
    pub(crate) is_deprecated: bool,
    /// The day in its `x-sunset`.
    pub(crate) sunset: Option<String>,
}

impl Ending {
    /// What is said, as a fact.
    pub(crate) fn fact(&self) -> Fact {
        let deprecated = self.is_deprecated.then_some("deprecated");
        Fact::list([Fact::from(deprecated), self.sunset.as_ref().into()])
    }

    /// What became of it in words that follow what it is about; `None` where it says the same.
    pub(crate) fn changed_to(&self, now: &Self) -> Option<String> {
        let [before, after] = [self, now].map(|ending| ending.sunset.as_deref().map(told));
        Some(
            match (self.is_deprecated, now.is_deprecated, &before, &after) {
                (false, true, _, Some(date)) => format!("is deprecated until {date}"),
                (false, true, _, None) => "is deprecated".to_owned(),
                (true, false, _, _) => "is deprecated no more".to_owned(),
                (_, _, before, after) if before == after => return None,
                (_, _, _, None) => {
                    let date = before.as_deref().unwrap_or_default();
                    format!("is not to end on {date} any more")
                }
                (_, _, None, Some(date)) => format!("is to end on {date}"),
                (_, _, Some(before), Some(date)) => {
                    format!("was to end on {before} and is to end on {date}")
                }
            },
        )
    }
}
