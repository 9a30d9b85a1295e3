//! A contract where it lies: the folder that its references may not leave, what its project has decided, and the code
//! that comes of it.
//!
//! Whatever generates code inside a user's build, a build script or a macro, goes through [`Project`], so that both give
//! the same code and say the same of a mistake.
//! The command line shares with them where a project ends ([`root_of`], [`nearest_configuration`]), how a configuration
//! is read ([`reading`]) and what it decides about findings ([`lint`]) of which rules ([`catalogue`]).
//!
//! This crate refuses to know who asks, where code is written, and how mistakes are shown.
//! Start reading at [`Project`].

pub mod catalogue;
pub mod lint;
mod mistake;
mod place;
mod project;
pub mod reading;
pub mod rules;
mod settings;
mod top;

pub use mistake::Mistake;
pub use project::{Generated, Project, Unusable};
/// What a project decides that others than generators of code ask for.
pub use tidings_codegen::settings::{Formats, Perspective};
pub use top::{CONFIGURATION, nearest_configuration, root_of};
