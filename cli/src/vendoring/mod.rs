//! Copies of remote files beside a lock: where they stand, what they are called, how they are written.

mod copies;
mod names;
mod recording;

pub(crate) use copies::Copies;
pub(crate) use recording::Recording;
