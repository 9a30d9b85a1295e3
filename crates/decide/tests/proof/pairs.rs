//! The pairs: what is known about them is itself checked, and every question is answered as it is known.

use std::collections::BTreeSet;

use tidings_decide::{Options, Subset, subset};

use crate::pair::{CATEGORIES, Pair, Verdict, category, pairs};
use crate::schema::Schema;

/// What is wrong with the answer to the question whether every value of `first` is one of `second`.
fn mistake(pair: &Pair, first: &Schema, second: &Schema, known: &Verdict) -> Option<String> {
    let options = Options {
        formats: pair.formats,
        ..Options::default()
    };
    match (subset(first.subject(), second.subject(), &options), known) {
        (Subset::Yes, Verdict::Yes) | (Subset::Unknown(_), _) => None,
        (Subset::Yes, Verdict::No(witness)) => Some(format!("yes, but {witness} breaks it")),
        (Subset::No(_), Verdict::Yes) => Some("no, but no value breaks it".to_owned()),
        (Subset::No(breaks), Verdict::No(_)) => {
            let unshown = breaks.iter().find(|shown| {
                let value = &shown.instance;
                !first.accepts(value)
                    || !first.second_accepts(value)
                    || second.accepts(value)
                    || second.second_accepts(value)
            });
            unshown.map(|shown| format!("no, but {} does not break it", shown.instance))
        }
    }
}

#[test]
fn no_answer_is_wrong() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        for (question, first, second, known) in pair.questions() {
            if let Some(mistake) = mistake(&pair, first, second, known) {
                wrong.push(format!("{question}: {mistake}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What two validators say shows a *no*, without any search.
#[test]
fn every_known_no_is_shown_by_a_value() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        for (question, first, second, verdict) in pair.questions() {
            let Verdict::No(witness) = verdict else {
                continue;
            };
            let judged = [
                first.accepts(witness),
                first.second_accepts(witness),
                second.accepts(witness),
                second.second_accepts(witness),
            ];
            if judged != [true, true, false, false] {
                wrong.push(format!("{question}: {witness} {judged:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pairs_are_many_and_have_both_answers() {
    let mut seen = BTreeSet::new();
    for name in CATEGORIES {
        let pairs = category(name);
        assert!(pairs.len() >= 15, "{name} has {} pairs", pairs.len());
        for pair in &pairs {
            assert!(pair.id.starts_with(&format!("{name}/")), "{}", pair.id);
            assert!(seen.insert(pair.id.clone()), "{} is there twice", pair.id);
        }
        let answers = pairs.iter().flat_map(Pair::questions);
        let is_yes = |verdict: &Verdict| matches!(verdict, Verdict::Yes);
        let (yes, no): (Vec<_>, Vec<_>) = answers.partition(|question| is_yes(question.3));
        assert!(yes.len() >= no.len() && no.len() >= 5, "{name}");
    }
    assert!(seen.len() >= 300);
}
