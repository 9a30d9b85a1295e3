//! Schemas made to exhaust a search: each question ends, with the right answer or with none, and alike every time.

use tidings_decide::{Options, Subset, Unknown, subset};

use crate::answer::confirm;
use crate::questions::questions;
use crate::schema::Schema;

/// What is wrong with saying that something is unknown, if anything: the reason and the place must be told.
fn objection(unknown: &Unknown) -> Option<String> {
    let is_told = !unknown.reason.is_empty() && unknown.location.pointer.is_some();
    (!is_told).then(|| format!("unknown without a place: {unknown:?}"))
}

#[test]
fn hostile_questions_end_as_they_should() {
    let mut wrong = Vec::new();
    for question in questions() {
        let [first, second] = [&question.first, &question.second].map(Schema::of_literal);
        let answer = subset(first.subject(), second.subject(), &Options::default());
        let mistake = match (&answer, question.is_answered) {
            (Subset::Yes, true) if question.holds => continue,
            (Subset::No(breaks), true) if !question.holds => {
                let mut values = breaks.found.iter().map(|shown| &shown.instance);
                let mistake = values.find_map(|value| confirm(&first, &second, value).err());
                match mistake {
                    Some(mistake) => mistake,
                    None => continue,
                }
            }
            (Subset::Unknown(unknown), false) => match objection(unknown) {
                Some(mistake) => mistake,
                None => continue,
            },
            (Subset::Yes, _) => "yes".to_owned(),
            (Subset::No(_), _) => "no".to_owned(),
            (Subset::Unknown(unknown), _) => format!("unknown, because {}", unknown.reason),
        };
        wrong.push(format!("{}: {mistake}", question.name));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_small_budget_ends_a_search() {
    let options = Options {
        budget: 10,
        ..Options::default()
    };
    for question in questions() {
        let [first, second] = [&question.first, &question.second].map(Schema::of_literal);
        let ask = || match subset(first.subject(), second.subject(), &options) {
            Subset::Yes => "yes".to_owned(),
            Subset::No(breaks) => breaks
                .found
                .iter()
                .map(|shown| shown.instance.to_json_text())
                .collect(),
            Subset::Unknown(unknown) => unknown.reason,
        };
        let answer = ask();
        assert_eq!(answer, ask(), "{}", question.name);
        if answer == "yes" {
            assert!(question.holds, "{}", question.name);
        }
    }
}
