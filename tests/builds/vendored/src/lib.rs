//! An application that depends on packages with contracts, and whose own decisions are no business of theirs.

pub use {lamps, signals};
