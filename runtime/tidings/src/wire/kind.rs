//! What messages are for, as bounds: generated messages implement the trait of their kind.
//!
//! ```
//! use tidings::kind::Event;
//!
//! /// Takes whatever says that something has happened, and nothing that asks for anything.
//! fn remember<E: Event>(log: &mut Vec<&'static str>, _: &E) {
//!     log.push(E::NAME);
//! }
//! ```
//!
//! At run time [`Message::KIND`] says the same.

use super::Message;

/// Says that something has happened.
pub trait Event: Message {}

/// Asks somebody to do something.
pub trait Command: Message {}

/// Asks somebody for something and changes nothing.
pub trait Query: Message {}

/// Carries data without an occasion.
pub trait Document: Message {}

/// Answers a command or a query.
pub trait Reply: Message {}
