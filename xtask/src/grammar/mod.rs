//! Proves that each row of the specification's tables is needed, by fixtures.
//!
//! A fixture is a file about one object: a document that is valid, the place of the object in it, and for each row
//! cases that must be silent and cases in which this row must find something. [`prove`] lowers each case as it is and
//! once more with a row switched off.

mod case;
mod fixture;
mod prove;

use std::path::{Path, PathBuf};

pub use prove::{Reach, Report, prove};

/// Where the fixtures are.
pub fn fixtures_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/model/tests/grammar")
}
