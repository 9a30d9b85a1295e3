//! Proves that each row of the specification's tables is needed, by fixtures.
//!
//! A fixture is a file about one object: a document that is valid, the place of the object in it, and for each row
//! cases that must be silent and cases in which this row must find something. [`prove`] lowers each case as it is and
//! once more with a row switched off.

mod case;
mod fixture;
mod prove;

use std::path::{Path, PathBuf};

use anyhow::Context;

pub use prove::{Reach, Report, prove};

/// Where the fixtures are.
pub fn fixtures_folder() -> PathBuf {
    crate::root().join("crates/model/tests/grammar")
}

/// Whether the fixture at `path` has a case of the row `field` in which the rule `rule` finds something.
///
/// # Errors
///
/// When the fixture cannot be read, or has no such row.
pub fn row_finds(path: &Path, field: &str, rule: &str) -> anyhow::Result<bool> {
    let name = path.display().to_string();
    let fixture = fixture::read(path, &name).with_context(|| name.clone())?;
    let mut rows = fixture.rows.iter();
    let row = rows.find(|row| row.row.field.name == field);
    let row = row.with_context(|| format!("{name} has no row `{field}`"))?;
    let mut findings = row.invalid.iter().flat_map(|case| case.findings(None));
    Ok(findings.any(|finding| finding.rule.id == rule))
}
