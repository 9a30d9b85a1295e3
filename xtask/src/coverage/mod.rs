//! Shows that every demand of the specification's text is kept.
//!
//! `crates/lint/specification` lists what the text demands, one entry a sentence, each with what shows that it is kept:
//! a rule with something that breaks it, a document that must be accepted, or a test.
//! What no program can decide has the reason, and the half that can be decided.
//! [`complaints`] says which of it is not true, and [`page`] makes the table that users read.

mod evidence;
mod page;
mod table;

use std::path::PathBuf;

pub use evidence::complaints;
pub use page::page;
pub use table::{Demand, Text, read_all};

use crate::root;

/// How many demands of a text may lie outside of what a program can decide, in percent.
pub const OUTSIDE_AT_MOST: usize = 15;

/// Where the tables are.
pub fn tables_folder() -> PathBuf {
    root().join("crates/lint/specification")
}

/// Where the page is written to.
pub fn page_path() -> PathBuf {
    root().join("docs/specification-coverage.md")
}
