//! Whether `info.version` grew as far as the changes ask for.

use anyhow::{Context, bail};
use tidings_diag::Finding;
use tidings_diff::{RequiredBump, Version, is_grown, is_version, next_version};
use tidings_project::rules::VERSION_TOO_SMALL;

use super::Compared;
use super::asked::Counting;
use crate::arguments::Common;
use crate::exit::Exit;
use crate::terminal;

impl Compared {
    /// The versions that both contracts state; `None` for one that is not there, or could not be read.
    pub(super) fn stated(&self) -> [Option<&str>; 2] {
        [Version::Base, Version::Revision].map(|version| {
            let analysis = self.versions.there(version)?;
            let contract = (!analysis.is_unread()).then_some(&analysis.contract)?;
            Some(contract.info.version.as_str())
        })
    }

    /// The version that the revision should have at least; `None` where the base has none of Semantic Versioning, or one
    /// of them could not be read.
    pub(super) fn next_version(&self) -> Option<String> {
        let [base, _] = self.stated();
        let base = base.filter(|_| !self.versions.is_unreadable());
        next_version(base?, self.comparison.required_bump)
    }

    /// Whether the version grew as far as the changes ask for. One that is no version of Semantic Versioning did not, unless
    /// nothing changed at all; where the base has none, it has to be another one. Of what could not be read nobody can say
    /// that it did.
    pub(super) fn is_grown(&self) -> bool {
        if self.versions.is_unreadable() {
            return false;
        }
        let is_step = self.counting == Counting::All;
        let ([Some(base), Some(revision)], true) = (self.stated(), is_step) else {
            return true;
        };
        let bump = self.comparison.required_bump;
        let is_another = !is_version(base) && is_version(revision);
        let is_same = base == revision && self.comparison.changes.is_empty();
        is_grown(base, revision, bump).unwrap_or(is_another || is_same)
    }

    /// That the version is too small, at the place of the revision where it is stated; `None` where it is not.
    pub(super) fn version_too_small(&self) -> Option<Finding> {
        let ([Some(base), Some(revision)], false) = (self.stated(), self.is_grown()) else {
            return None;
        };
        let became = match base == revision {
            _ if !is_version(revision) => states(revision),
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

/// What is wrong with a version that is none of Semantic Versioning.
fn states(version: &str) -> String {
    match version {
        "" => "it states no version".to_owned(),
        version => format!("`{version}` is no version of Semantic Versioning"),
    }
}

/// Writes the version that the revision should have; of a contract that is new, the one that it states.
///
/// # Errors
///
/// When several contracts are compared, or one with several versions, the contract is gone, or the version of the base is none that another one follows.
pub(super) fn write_next(compared: &[Compared], common: &Common) -> anyhow::Result<Exit> {
    let one = match compared {
        [one] => one,
        [first, others @ ..]
            if others
                .iter()
                .all(|one| one.contract.name == first.contract.name) =>
        {
            bail!(
                "--next-version is for one comparison, and {} is compared {} times; name two versions of it",
                first.contract.name,
                compared.len()
            )
        }
        [first, others @ ..] if others.iter().all(|one| one.place == first.place) => {
            bail!("--next-version is for one comparison; name two of the versions")
        }
        _ => bail!("--next-version is for one contract; name it"),
    };
    if one.versions.is_unreadable() {
        super::mistakes::say(one.versions.named(), common);
        return Ok(Exit::Unreadable);
    }
    let contract = one.versions.contract();
    let next = match one.stated() {
        [_, None] => bail!("{contract} is gone, so no version of it follows"),
        // What is new has the version that it states.
        [None, Some(first)] => next_version(first, RequiredBump::None).with_context(|| {
            let states = states(first);
            format!("{contract} is new, so it has the version that it states; {states}")
        })?,
        [Some(base), Some(_)] => {
            next_version(base, one.comparison.required_bump).with_context(|| {
                let name = one.versions.name(Version::Base).unwrap_or_default();
                let states = states(base);
                format!("no version follows that of {name}: {states}")
            })?
        }
    };
    terminal::write_result(common, &format!("{next}\n"))?;
    Ok(Exit::Clean)
}
