//! Conversations of the shapes that the specification shows, between generated code and a side that knows only bytes.
//!
//! Each contract in `exchanges/` is generated for both of its sides; either is tried against raw messages, as sender and
//! as receiver, as requester and as responder.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where it finds what it does not expect"
)]
#![allow(
    dead_code,
    missing_docs,
    reason = "generated code has more than is tried here, and its contract says what it wants to"
)]

mod chat;
mod freight;
mod lamps;
mod raw;
mod shapes;
mod sums;
mod ticker;
