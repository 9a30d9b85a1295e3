//! The objects of AsyncAPI 2.0 to 2.6 that version 3 does not have in this form.

pub mod channel;
pub mod components;
pub mod document;
pub mod message;
pub mod operation;
pub mod server;

use super::info::TAG;
use super::table::Kind;

/// Tags Object: a list, in which AsyncAPI 2 allows no references.
pub const TAGS: Kind = Kind::List(&Kind::Object(&TAG));
