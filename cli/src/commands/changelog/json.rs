//! The changelog for programs, described by `schema/changelog-1.json`.

use serde::Serialize;
use serde_json::value::RawValue;
use tidings_diff::Options;
use tidings_report::printable_json;

#[cfg(test)]
use super::super::diff::Changed;
use super::history::{History, Point, Step};

/// What changed in the history of a contract.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Document<'h> {
    /// Of this form; it stays the same while fields are only added.
    version: u32,
    /// The contract, as the user called it.
    contract: &'h str,
    /// `info.title` of the newest version.
    title: &'h str,
    /// Which direction a change must not break.
    policy: &'static str,
    /// How literally schemas were read.
    reading: &'static str,
    /// Each version that changed something, the newest first.
    sections: Vec<Section<'h>>,
    /// The version that the history begins with.
    beginning: Option<Named<'h>>,
    /// How many versions changed nothing but the layout, and are left out.
    unchanged: usize,
    /// The versions that could not be read, and are left out.
    unreadable: Vec<Named<'h>>,
}

/// What one version changed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Section<'h> {
    /// The version.
    revision: Named<'h>,
    /// The one before, which it is compared with.
    base: Named<'h>,
    /// What all changes together mean: `breaking`, `unknown`, `compatible` or `unchanged`.
    verdict: &'static str,
    /// The part of the version number that has to grow: `major`, `minor`, `patch` or `none`.
    required_bump: &'static str,
    /// Who may start to use the version first: `any-order`, `application-first`, `partners-first`, `senders-first`,
    /// `receivers-first`, `in-steps` for any other order, `together` or `unknown`.
    rollout: &'static str,
    /// The same step by step, as `tidings diff` writes it.
    rollout_steps: Vec<Vec<&'static str>>,
    /// The changes, the worst first, as `tidings diff` writes them.
    #[cfg_attr(test, schemars(with = "Vec<Changed<'static>>"))]
    changes: &'h RawValue,
}

/// A version of the contract.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Named<'h> {
    /// `info.version`.
    version: &'h str,
    /// The file, as the user gave it; behind `REVISION:` for one that a repository has.
    file: &'h str,
    /// The revision of the repository; null for what is on disk.
    revision: Option<&'h str>,
    /// The day on which that revision was made.
    date: Option<&'h str>,
}

/// The changelog as one JSON document.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn document(history: &History, how: &Options) -> anyhow::Result<String> {
    let document = Document {
        version: 1,
        contract: &history.name,
        title: &history.title,
        policy: how.policy.name(),
        reading: how.reading.name(),
        sections: history.steps.iter().map(Section::of).collect(),
        beginning: history.beginning.as_ref().map(Named::of),
        unchanged: history.unchanged,
        unreadable: history.unreadable.iter().map(Named::of).collect(),
    };
    Ok(printable_json(serde_json::to_string_pretty(&document)?) + "\n")
}

impl<'h> Section<'h> {
    fn of(step: &'h Step) -> Self {
        Self {
            revision: Named::of(&step.revision),
            base: Named::of(&step.base),
            verdict: step.comparison.verdict().name(),
            required_bump: step.comparison.required_bump.name(),
            rollout: step.comparison.rollout.name(),
            rollout_steps: step.comparison.rollout.steps(),
            changes: &step.changes,
        }
    }
}

impl<'h> Named<'h> {
    fn of(point: &'h Point) -> Self {
        Self {
            version: &point.version,
            file: &point.file,
            revision: point.revision.as_deref(),
            date: point.date.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::committed_schema::check_written;

    use super::*;

    #[test]
    fn the_committed_schema_is_that_of_the_structs() {
        check_written::<Document<'_>>(
            "changelog-1.json",
            "The history of `tidings changelog`, version 1",
        );
    }
}
