//! A member whose module the command has written.

pub mod lamps;
