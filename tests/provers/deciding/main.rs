//! Answers about schemas beside other provers, on pairs with known answers, a public suite, random schemas and real histories.
//!
//! The suite and the histories belong to other people and are not part of this repository; `TIDINGS_CONTAINMENT` and
//! `TIDINGS_CORPUS` say where they are.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the tests are run for"
)]

#[path = "../../../crates/decide/tests/proof/answer.rs"]
mod answer;
mod bundle;
mod containment;
mod histories;
mod known;
mod modern;
mod oracles;
#[path = "../../../crates/decide/tests/proof/pair.rs"]
mod pair;
#[path = "../../../crates/decide/tests/proof/random/mod.rs"]
mod random;
mod random_pairs;
#[path = "../../../crates/decide/tests/proof/schema.rs"]
mod schema;
mod suite;
mod tally;
#[path = "../../../crates/decide/tests/proof/values.rs"]
mod values;
mod versions;
