//! The specification as data: every object of AsyncAPI 2.0 to 2.6, 3.0 and 3.1 as a table of its fields.
//!
//! [`table`] says what a row is; [`all::root`] is where a document of a version starts. `v2/` and `v3/` hold the
//! objects that differ between the major versions, the files beside them what all versions share; a row says which
//! versions have it. `check/` is the one interpreter: it walks a document along the tables and reports what does not
//! fit.

pub mod all;
pub mod bindings;
pub(crate) mod check;
pub(crate) mod formats;
pub mod info;
pub mod message;
pub(crate) mod moved;
pub(crate) mod place;
pub mod security;
pub mod server;
pub mod table;
pub mod v2;
pub mod v3;
