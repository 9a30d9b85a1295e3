//! What becomes of generated code, for programs; described by `schema/source-1.json`.

use serde::Serialize;
use serde_json::value::RawValue;
use tidings_diff::{SourceChange, Verdict, Version};
use tidings_report::printable_json;

use super::super::json::{Accepted, between, finding_lines, findings};
use super::Compared;
use crate::analysis::{self, Analysis};
use crate::arguments::Level;

/// What becomes of callers of generated code.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Document<'d> {
    /// Of this form; it stays the same while fields are only added.
    version: u32,
    /// What is compared: `source`, a package with the code, or `source-module`, a module of the caller's own package.
    level: &'static str,
    /// The worst verdict.
    verdict: &'static str,
    /// Each pair of versions, in the order of the paths, the oldest first.
    comparisons: Vec<Pair<'d>>,
    /// What is wrong besides, with no pair of versions by itself.
    #[cfg_attr(test, schemars(with = "Vec<serde_json::Value>"))]
    findings: Box<RawValue>,
}

/// Two versions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Pair<'d> {
    /// The contract as it was; null where it is new.
    base: Option<&'d str>,
    /// The contract as it is now; null where it is gone.
    revision: Option<&'d str>,
    /// What it means: `breaking`, `unknown` where there is no code from one of them, `compatible` or `unchanged`.
    verdict: &'static str,
    /// The part of the version of a package with the code that has to grow: `major`, `minor`, `patch` or `none`.
    required_bump: &'static str,
    /// What changed; what breaks stands first.
    changes: Vec<Changed<'d>>,
    /// What is wrong with the documents, as `tidings validate` tells it.
    #[cfg_attr(test, schemars(with = "Vec<serde_json::Value>"))]
    findings: Box<RawValue>,
}

/// A change of what callers see.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Changed<'d> {
    /// What kind of change it is: `item-removed`, `field-changed`, `argument-added` and so on.
    rule: &'static str,
    /// What callers name.
    item: &'d str,
    /// Whether somebody's code does not compile any more.
    breaks: bool,
    /// Whether it is meant to break, so that the new is not overlooked.
    on_purpose: bool,
    /// What changed.
    message: &'d str,
    /// What to do about it.
    advice: Option<&'static str>,
    /// That somebody has accepted it, so that it does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Accepted<'d>>,
    /// The same while callers have to do the same about it.
    fingerprint: String,
}

/// Every comparison as one JSON document.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn document(
    compared: &[Compared],
    level: Level,
    stale: &[Analysis],
) -> anyhow::Result<String> {
    let worst = compared.iter().map(Compared::verdict).max();
    let document = Document {
        version: 1,
        level: match level {
            Level::Source => "source",
            Level::Messages | Level::SourceModule => "source-module",
        },
        verdict: worst.unwrap_or(Verdict::Unchanged).name(),
        comparisons: compared
            .iter()
            .map(Pair::of)
            .collect::<anyhow::Result<_>>()?,
        findings: findings(&analysis::report(stale).0)?,
    };
    Ok(printable_json(serde_json::to_string_pretty(&document)?) + "\n")
}

/// Every change, and then everything that is wrong besides, as the document has them in its lists: one a line, a change
/// with the versions between which it happened.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn lines(compared: &[Compared], stale: &[Analysis]) -> anyhow::Result<String> {
    let mut lines = String::new();
    for one in compared {
        for change in one.changes() {
            lines += &between(&one.versions, Changed::of(change))?;
        }
    }
    for one in compared {
        lines += &finding_lines(&one.versions.report());
    }
    Ok(lines + &finding_lines(&analysis::report(stale).0))
}

impl<'d> Pair<'d> {
    fn of(compared: &'d Compared) -> anyhow::Result<Self> {
        Ok(Self {
            base: compared.name(Version::Base),
            revision: compared.name(Version::Revision),
            verdict: compared.verdict().name(),
            required_bump: compared.required_bump().name(),
            changes: compared.changes().iter().map(Changed::of).collect(),
            findings: findings(&compared.versions.report())?,
        })
    }
}

impl<'d> Changed<'d> {
    fn of(change: &'d SourceChange) -> Self {
        Self {
            rule: change.rule.id,
            item: &change.item,
            breaks: change.breaks,
            on_purpose: change.on_purpose,
            message: &change.message,
            advice: change.advice,
            accepted: change.accepted.as_ref().map(Accepted::of),
            fingerprint: change.fingerprint(),
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
            "source-1.json",
            "What `tidings diff --level source` finds, version 1",
        );
    }
}
