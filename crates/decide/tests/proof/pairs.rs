//! The pairs: what is known about them is itself checked, and every question is answered as it is known.

use std::collections::BTreeSet;

use crate::answer::{Answer, ask_and_try};
use crate::pair::{CATEGORIES, Pair, Verdict, category, pairs};

#[test]
fn every_question_is_answered_as_it_is_known() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        for (question, first, second, known) in pair.questions() {
            let mistake = match (ask_and_try(first, second), known) {
                (Ok(Answer::Yes), Verdict::Yes) | (Ok(Answer::No(_)), Verdict::No(_)) => continue,
                (Ok(Answer::Yes), Verdict::No(witness)) => format!("yes, but {witness} breaks it"),
                (Ok(Answer::No(values)), Verdict::Yes) => format!("no, because of {values:?}"),
                (Ok(Answer::Unknown(reason)), _) => format!("unknown, because {reason}"),
                (Err(mistake), _) => mistake,
            };
            wrong.push(format!("{question}: {mistake}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
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
