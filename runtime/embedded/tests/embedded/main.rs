//! What the embedded transport promises, one behaviour per file, each on a real file.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says where it stands"
)]
mod child;
mod closing;
mod deduplication;
mod delay;
mod faults;
mod groups;
mod handled;
mod inbox;
mod kills;
mod order;
mod processes;
mod retention;
mod round_trip;
mod settlement;
mod support;
