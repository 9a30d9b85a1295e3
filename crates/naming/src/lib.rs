//! Names of a contract made into Rust identifiers: legal, deterministic, and never two alike in one scope.
//!
//! [`pascal`], [`snake`] and [`screaming`] shape a single name; a [`Scope`] gives names out and keeps them apart.
//! The result depends on the names and the order they are asked for in, and on nothing else.
//!
//! This crate refuses to know what is being named.
//! Start reading at `words.rs`: how a name falls into words.

mod case;
mod scope;
mod words;

pub use case::{compound, field, item, pascal, screaming, snake};
pub use scope::{Collision, Scope};
