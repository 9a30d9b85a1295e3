//! What comparisons of small contracts have to say, and the laws that hold for all of them.

mod alone;
mod fingerprints;
mod laws;
mod locality;
mod matching;
mod pair;
mod pairs;
mod places;
mod rewriting;
mod rollouts;
mod soundness;
#[path = "../support/mod.rs"]
mod support;
mod values;
