//! What must hold for any bytes at all: no panic, no hang, and positions that lie in the text.
//!
//! A [`Target`] is a function of bytes that panics where something does not hold.
//! Two drivers look for such bytes: libFuzzer (`libfuzzer/`, by coverage) and [`Mutator`] (by mutation of the fixtures of
//! this repository, with nothing but a stable compiler).
//! What either finds becomes a file under `regressions/`, which `tests/` replays.
//!
//! Start reading at [`targets`].

mod budget;
mod generated;
mod laws;
mod mutation;
mod random;
mod seeds;
pub mod targets;

pub use mutation::Mutator;
pub use seeds::seeds;
pub use targets::{TARGETS, Target};
