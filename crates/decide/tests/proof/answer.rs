//! What an answer must be worth: a *no* has values that two validators confirm, and nothing that is tried breaks a *yes*.

use tidings_decide::{Options, Subset, subset};
use tidings_schema::Literal;

use crate::schema::Schema;
use crate::values::values;

/// How many values of the first schema are tried on the second one before a *yes* is believed.
const TRIED: usize = 200;

/// What came of a question.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Yes,
    /// Each value breaks the inclusion.
    No(Vec<Literal>),
    /// The reason.
    Unknown(String),
}

/// Whether every value of `first` is one of `second`, or what is wrong with the answer.
pub(crate) fn ask(first: &Schema, second: &Schema) -> Result<Answer, String> {
    let options = Options {
        formats: first.formats(),
        ..Options::default()
    };
    match subset(first.subject(), second.subject(), &options) {
        Subset::Yes => Ok(Answer::Yes),
        Subset::Unknown(unknown) => Ok(Answer::Unknown(unknown.reason)),
        Subset::No(breaks) => {
            let values: Vec<_> = breaks
                .found
                .into_iter()
                .map(|shown| shown.instance)
                .collect();
            if values.is_empty() {
                return Err("no, without a value".to_owned());
            }
            for value in &values {
                confirm(first, second, value)?;
            }
            Ok(Answer::No(values))
        }
    }
}

/// As [`ask`]; a *yes* is tried on values of `first` as well.
pub(crate) fn ask_and_try(first: &Schema, second: &Schema) -> Result<Answer, String> {
    let answer = ask(first, second)?;
    if matches!(answer, Answer::Yes) {
        let mut tried = values(first, TRIED).into_iter();
        if let Some(value) = tried.find(|value| !second.accepts(value)) {
            return Err(format!("yes, but {value} breaks it"));
        }
    }
    Ok(answer)
}

/// That both validators accept `value` under `first` and refuse it under `second`.
pub(crate) fn confirm(first: &Schema, second: &Schema, value: &Literal) -> Result<(), String> {
    let judged = [
        first.accepts(value),
        first.second_accepts(value),
        second.accepts(value),
        second.second_accepts(value),
    ];
    if judged == [true, true, false, false] {
        return Ok(());
    }
    let [ours, theirs, ours_then, theirs_then] = judged;
    Err(format!(
        "{value} does not break it: ours says {ours} and {ours_then}, the other validator {theirs} and {theirs_then}"
    ))
}
