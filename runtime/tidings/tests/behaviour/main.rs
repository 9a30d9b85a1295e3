//! What applications see of the runtime, on the transport in memory, in virtual time.

#![cfg(test)]

mod addresses;
mod batches;
mod bench;
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "a generated module offers more than these tests use, and to other crates"
)]
mod contract;

mod dead_letters;
mod deliveries;
#[cfg(feature = "embedded")]
mod embedded;
mod examples;
mod gathering;
mod groups;
mod guarantee;
mod handlers;
mod handling;
mod later;
mod layers;
mod memory;
mod requests;
mod retries;
mod shutdown;
mod start_up;
mod telling;
mod unions;
mod wire;
