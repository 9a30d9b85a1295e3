//! Files as they were at a revision of a git repository.
//!
//! Everything goes through the command line of git, so that what people have configured holds here too; nothing is ever
//! fetched, checked out or written.

mod changes;
mod command;
mod files;
mod history;
mod repository;
mod submodules;

pub(crate) use files::GitFiles;
pub(crate) use history::Past;
pub(crate) use repository::{Repository, Revision};
pub(crate) use submodules::Absent;
