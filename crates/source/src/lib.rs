//! Where documents come from, and what their references lead to.
//!
//! [`Sources::link`] reads a document and every file that its references name, through one trait, [`Files`];
//! from then on everything is a pure function of what was read.
//!
//! This crate refuses to know what an AsyncAPI object is: it resolves any `$ref` to any value, and
//! whether the value is of the right kind is `model`'s question.

mod cycles;
mod files;
mod graph;
mod link;
mod reference;
mod rules;
mod sources;
mod walk;

pub use files::{DiskFiles, Files, MemoryFiles, ReadError};
pub use graph::Reference;
pub use rules::{CIRCULAR_REF, RULES, UNREADABLE, UNRESOLVED_REF};
pub use sources::{Resolved, Source, Sources, Unresolved};
