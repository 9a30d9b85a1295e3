//! An AsyncAPI document, checked against the specification and lowered to one resolved [`Contract`].
//!
//! The specification is data: `grammar/` holds its objects as tables, one row a field with the section it comes from,
//! and one interpreter checks a tree against them. Lowering then reads what the grammar let through.
//!
//! This crate refuses to know how text is parsed, how findings are shown and what is generated from a contract.
//! Start reading at [`lower`] and [`Contract`], then `grammar/` for the tables and `lower/` for how a tree becomes a
//! contract.

mod circles;
pub mod contract;
pub mod grammar;
mod hash;
mod lower;
mod payload;
pub mod rules;
mod version;

pub use contract::Contract;
pub use hash::{Digest, SchemaDigests};
pub use lower::{Lowered, lower, lower_without};
pub use rules::RULES;
