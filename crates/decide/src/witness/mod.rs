//! From a value that the search found to an answer: confirmed, minimised, explained, and followed by others.
//!
//! The search may be wrong, the validator is what users have: whatever it does not confirm is no answer.
//! Each further break is asked for after what the ones before it break has been lifted from the second schema; a value
//! that breaks several demands gives way to values that break one of them each, where there are such.

mod breaks;
mod explain;
mod lift;
mod minimise;
mod names;
mod numbers;
mod pair;
mod place;
mod texts;

#[cfg(test)]
mod tests;

pub(crate) use breaks::{Wanted, breaks, shown};
