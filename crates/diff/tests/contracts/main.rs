//! What comparisons of small contracts have to say, and the laws that hold for all of them.

mod matching;
mod pair;
mod pairs;
#[path = "../support/mod.rs"]
mod support;
