//! Where documents come from, and what their references lead to.
//!
//! [`Sources::link`] reads a document and every file that its references name, through one trait, [`Files`];
//! from then on everything is a pure function of what was read.
//!
//! This crate refuses to know what an AsyncAPI object is: it resolves any `$ref` to any value, and
//! whether the value is of the right kind is `model`'s question.

mod address;
mod cycles;
mod dead_end;
mod files;
mod graph;
mod imports;
mod link;
mod links;
mod loaded;
mod lock;
mod naming;
mod reference;
mod rules;
mod siblings;
mod sources;
mod spelling;
mod unread;
mod unresolved;
mod walk;

pub use address::{is_address, resolve_address};
pub use files::{DiskFiles, Files, LockedFiles, MemoryFiles, ReadError};
pub use graph::Reference;
pub use imports::{Import, imports};
pub use loaded::Source;
pub use lock::{Lock, LockEntry, LockError, sha256};
pub use reference::percent_decode;
pub use rules::{
    CIRCULAR_REF, LOCK_MISMATCH, REF_CASE_MISMATCH, REF_ESCAPES_ROOT, REF_SIBLINGS, REMOTE_REF,
    RULES, UNREADABLE, UNRESOLVED_REF,
};
pub use siblings::ignored_siblings;
pub use sources::{Part, Resolved, Sources};
pub use unread::UnreadAddress;
pub use unresolved::{Unresolved, circular};
