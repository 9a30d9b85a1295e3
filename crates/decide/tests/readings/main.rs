//! Readings: what a writer emits and a reader accepts, value by value, and what a registry says of a change.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod registry;
mod support;
mod values;
