//! Schemas from the outside: read, validated against, and given examples.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "helpers of tests are tests"
)]

mod avro;
mod bundling;
mod checks;
mod examples;
mod graph;
mod laws;
#[cfg(feature = "protobuf")]
mod protobuf;
mod reach;
mod reading;
mod served;
mod suite;
mod support;
mod validation;
