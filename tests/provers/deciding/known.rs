//! The pairs with known answers beside the other provers.

use crate::answer::{Answer, ask};
use crate::oracles::{Opinions, random_pairs};
use crate::pair::{Verdict, pairs};
use crate::tally::Tally;

/// How many of the questions nobody else must be able to answer.
const UNKNOWN_ELSEWHERE: usize = 60;

#[test]
fn known_answers_agree_with_other_provers() {
    if random_pairs().is_none() {
        return;
    }
    let (mut tally, mut nobody) = (Tally::default(), 0);
    let mut contradictions = Vec::new();
    for pair in pairs() {
        for (question, first, second, known) in pair.questions() {
            let opinions = Opinions::ask(first, second);
            let answer = ask(first, second).expect("every break is confirmed");
            tally.count(&answer);
            tally.compare(opinions);
            nobody += usize::from(opinions.are_unknown());
            let known = match known {
                Verdict::Yes => Answer::Yes,
                Verdict::No(witness) => Answer::No(vec![witness.clone()]),
            };
            for name in opinions.against(&known) {
                contradictions.push(format!("{question}: {name}"));
            }
        }
    }
    println!("known pairs: {tally}; {nobody} decided by none of the others");
    assert!(contradictions.is_empty(), "{}", contradictions.join("\n"));
    assert!(nobody >= UNKNOWN_ELSEWHERE);
}
