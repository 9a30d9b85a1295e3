//! What those who work on Tidings check and generate with `cargo run --package xtask -- <TASK>`.
//!
//! Start reading at [`grammar`], which proves that every row of the specification's tables is needed, [`coverage`],
//! which shows what holds each demand of the specification's text, [`faults`], which tries the tests themselves, and
//! [`scorecard`], which tries the types that are generated.

pub mod coverage;
pub mod faults;
pub mod grammar;
pub mod scorecard;

use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
