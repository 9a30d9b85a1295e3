//! Whether `info.version` grew as far as the changes ask for.

use anyhow::{Context, bail};
use tidings_diag::Finding;
use tidings_diff::{Version, is_grown, next_version};
use tidings_project::rules::VERSION_TOO_SMALL;

use super::Compared;
use super::asked::Counting;
use crate::arguments::Common;
use crate::exit::Exit;
use crate::terminal;

impl Compared {
    /// The versions that both contracts state; `None` for one that is not there.
    pub(super) fn stated(&self) -> [Option<&str>; 2] {
        [Version::Base, Version::Revision].map(|version| {
            let contract = self.versions.contract_of(version)?;
            Some(contract.info.version.as_str())
        })
    }

    /// The version that the revision should have at least; `None` where the base has none of Semantic Versioning.
    pub(super) fn next_version(&self) -> Option<String> {
        let [base, _] = self.stated();
        next_version(base?, self.comparison.required_bump)
    }

    /// Whether the version grew as far as the changes ask for; one that is no version of Semantic Versioning has to be
    /// another one than before, if anything changed.
    pub(super) fn is_grown(&self) -> bool {
        let is_step = self.counting == Counting::All;
        // Nobody can say how far the version of what could not be read has to grow.
        let is_asked = is_step && !self.versions.is_unreadable();
        let ([Some(base), Some(revision)], true) = (self.stated(), is_asked) else {
            return true;
        };
        let bump = self.comparison.required_bump;
        is_grown(base, revision, bump)
            .unwrap_or(base != revision || self.comparison.changes.is_empty())
    }

    /// That the version is too small, at the place of the revision where it is stated; `None` where it is not.
    pub(super) fn version_too_small(&self) -> Option<Finding> {
        let ([Some(base), Some(revision)], false) = (self.stated(), self.is_grown()) else {
            return None;
        };
        let became = match base == revision {
            true => format!("the version is still `{base}`"),
            false => format!("the version was `{base}` and is `{revision}`"),
        };
        let bump = self.comparison.required_bump.name();
        let message = match self.next_version() {
            Some(next) => {
                format!("{became}; these changes ask for `{next}` or more ({bump} bump)")
            }
            None => format!("{became}, and something changed"),
        };
        let info = &self.versions.revision().info;
        let origin = info.origin.as_ref().map(|origin| &origin.location);
        let rule = &VERSION_TOO_SMALL;
        Some(match info.fields.of("version").or(origin) {
            Some(location) => Finding::new(rule, location.clone(), message),
            None => Finding::of_file(rule, self.versions.contract(), message),
        })
    }
}

/// Writes the version that the revision should have.
///
/// # Errors
///
/// When several contracts are compared, or the version of the base is none that another one follows.
pub(super) fn write_next(compared: &[Compared], common: &Common) -> anyhow::Result<Exit> {
    let [one] = compared else {
        bail!("--next-version is for one contract; name it");
    };
    if one.versions.is_unreadable() {
        terminal::problems(common, &one.versions.report());
        return Ok(Exit::Unreadable);
    }
    let base = one.versions.base().info.version.as_str();
    let next = next_version(base, one.comparison.required_bump).with_context(|| {
        format!("`{base}` is no version of Semantic Versioning, so none follows it")
    })?;
    terminal::write_result(common, &format!("{next}\n"))?;
    Ok(Exit::Clean)
}
