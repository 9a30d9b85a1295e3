//! What the embedded transport promises, one behaviour per file, each on a real file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

mod deduplication;
mod groups;
mod round_trip;
mod settlement;
