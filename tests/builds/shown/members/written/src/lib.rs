//! A member whose module the command has written.

// The module is there only once it is written.
#[rustfmt::skip]
pub mod lamps;
