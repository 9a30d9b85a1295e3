//! Random pairs of schemas beside the other provers.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::answer::ask_and_try;
use crate::oracles::{Opinions, random_pairs};
use crate::random::pair;
use crate::schema::Schema;
use crate::tally::Tally;

#[test]
fn answers_to_random_questions_agree_with_other_provers() {
    let Some(pairs) = random_pairs() else {
        return;
    };
    let seed = std::env::var("TIDINGS_PAIRS_SEED");
    let seed = seed.map_or(20, |text| text.parse().expect("a seed is a number"));
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(seed),
        ..Config::default()
    });
    let strategy = pair();
    let mut tally = Tally::default();
    let mut wrong = Vec::new();
    for _ in 0..pairs {
        let (old, new) = strategy
            .new_tree(&mut runner)
            .expect("a pair is made")
            .current();
        let schemas = [&old, &new].map(Schema::of_json);
        for (first, second) in [(0, 1), (1, 0)] {
            let (first, second) = (&schemas[first], &schemas[second]);
            let question = || format!("{} in {}", first.plain().0, second.plain().0);
            let answer = match ask_and_try(first, second) {
                Ok(answer) => answer,
                Err(mistake) => {
                    wrong.push(format!("{}: {mistake}", question()));
                    continue;
                }
            };
            let opinions = Opinions::ask(first, second);
            tally.count(&answer);
            tally.compare(opinions);
            for name in opinions.against(&answer) {
                wrong.push(format!(
                    "{}: {answer:?}, but {name} says otherwise",
                    question()
                ));
            }
        }
    }
    println!("random pairs: {tally}");
    tally.assert_right(&wrong, 50);
}
