//! Every small value is tried: schemas that refer to each other, over so few names and values that all of these can be listed.
//!
//! The judge of this room shares nothing with the search or the validators: it fills one table for each definition, value by
//! value from the leaves upwards. So a proof that no value breaks an inclusion is held against values at any place.

mod judge;
mod pool;
mod rule;

use std::sync::LazyLock;

use proptest::prelude::*;
use tidings_decide::{Options, Satisfiable, satisfiable};
use tidings_schema::Formats;

use crate::answer::{Answer, ask};
use crate::laws::seeded;
use crate::schema::{Schema, literal};
use judge::Judged;
use pool::Pool;
use rule::{definitions, document};

/// How many values there are from one that a validator is asked about to the next.
const STRIDE: usize = 211;

static POOL: LazyLock<Pool> = LazyLock::new(Pool::new);

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn nothing_small_breaks_a_proof(rules in definitions()) {
        let judged = Judged::new(&rules, &POOL);
        let schemas: Vec<Schema> = (0..rules.len())
            .map(|root| Schema::of_json(&document(&rules, root)))
            .collect();
        let options = Options { formats: Formats::Annotate, ..Options::default() };
        for (root, schema) in schemas.iter().enumerate() {
            let member = judged.first_of(|value| judged.accepts(root, *value));
            if let (Satisfiable::No, Some(value)) = (satisfiable(schema.subject(), &options), member) {
                let value = POOL.value(value);
                prop_assert!(false, "{value} is valid under {}", document(&rules, root));
            }
        }
        for (first, second) in pairs(rules.len()) {
            let breaks = judged.first_of(|value| judged.accepts(first, *value) && !judged.accepts(second, *value));
            let answer = ask(&schemas[first], &schemas[second]).map_err(TestCaseError::fail)?;
            if let (Answer::Yes, Some(value)) = (answer, breaks) {
                let (value, whole) = (POOL.value(value), document(&rules, first));
                prop_assert!(false, "yes to d{first} in d{second}, but {value} breaks it: {whole}");
            }
        }
    }

    #[test]
    fn the_validator_judges_small_values_alike(rules in definitions()) {
        let judged = Judged::new(&rules, &POOL);
        for root in 0..rules.len() {
            let schema = Schema::of_json(&document(&rules, root));
            for value in (0..POOL.len()).step_by(STRIDE) {
                let text = POOL.value(value);
                prop_assert_eq!(judged.accepts(root, value), schema.accepts(&literal(&text)), "{} under {}", text, document(&rules, root));
            }
        }
    }
}

/// Every two different roots.
fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    let all = (0..count).flat_map(move |first| (0..count).map(move |second| (first, second)));
    all.filter(|(first, second)| first != second)
}
