//! The specification as data: every object of AsyncAPI 3.0 and 3.1 as a table of its fields.
//!
//! [`table`] says what a row is; [`info::ROOT`] is where a document starts; one file holds the objects of one part of
//! the specification. `check/` is the one interpreter: it walks a document along the tables and reports what does not fit.

pub mod all;
pub mod bindings;
pub mod channel;
pub(crate) mod check;
pub mod components;
pub(crate) mod formats;
pub mod info;
pub mod message;
pub(crate) mod moved;
pub mod operation;
pub(crate) mod place;
pub mod security;
pub mod server;
pub mod table;
