//! The packages, by what they are for.

/// The rooms of the compiler in the order in which a document goes through them; each may use those before it.
pub(crate) const WAY_OF_A_DOCUMENT: &[&str] = &[
    "tidings-diag",
    "tidings-syntax",
    "tidings-source",
    "tidings-schema",
    "tidings-decide",
    "tidings-model",
    "tidings-naming",
];

/// Rooms at the end of that way; they use it, and never each other.
pub(crate) const SIBLINGS: &[&str] = &["tidings-lint", "tidings-diff", "tidings-codegen"];

/// What doors inside a user's build share.
pub(crate) const PROJECT: &str = "tidings-project";

/// The pages that are written for people, whatever stands on them.
pub(crate) const TEMPLATES: &str = "tidings-templates";

/// Rooms that put the others together for a user.
pub(crate) const DOORS: &[&str] = &["tidings-build", "tidings-macros", "tidings-cli"];

/// Those of them that are libraries.
pub(crate) const LIBRARY_DOORS: &[&str] = &["tidings-build", "tidings-macros"];

/// What generated code links.
pub(crate) const RUNTIME: &[&str] = &[
    "tidings-check",
    "tidings-transport",
    "tidings-embedded",
    "tidings",
];

/// Packages that are no part of what users install.
pub(crate) const WORKSHOP: &[&str] = &[
    "tidings-tests",
    "tidings-test-folder",
    "tidings-benches",
    "tidings-fuzz",
    "xtask",
];
