//! What every other crate says about a document: where it is, how bad it is, and how to mend it.
//!
//! This crate is plain data without dependencies.
//! It refuses to know what a document is, how findings are shown, and where files come from.
//! Start reading at [`Finding`].

mod finding;
mod fix;
mod hash;
mod listed;
mod rule;
mod span;
mod suggest;
mod witness;

pub use finding::{Finding, Related};
pub use fix::{Applicability, Edit, Fix};
pub use hash::hash;
pub use listed::listed;
pub use rule::{Group, RuleMeta, Severity};
pub use span::{FileId, LineColumn, LineIndex, Location, Span};
pub use suggest::nearest;
pub use witness::Witness;
