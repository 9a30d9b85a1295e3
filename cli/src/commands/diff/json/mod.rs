//! The changes for programs, described by `schema/diff-1.json`.

mod changed;

use serde::Serialize;
use serde_json::value::RawValue;
use tidings_diag::Finding;
use tidings_diff::{Options, Verdict, Version};
use tidings_report::{Format, Infos, Presentation, Report, printable_json};

use super::Compared;
use super::asked::Counting;
use super::joined;
use super::versions::Versions;
use crate::analysis::{self, Analysis};
use crate::arguments::Diff;
use crate::exit::Exit;

pub(crate) use changed::Changed;
pub(super) use changed::{Accepted, Place};

/// Of two versions that are named what changed between them; of whatever else is asked, each comparison in a list.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
enum Document<'d> {
    One(Box<Comparison<'d>>),
    Several(Several<'d>),
}

/// What changed between two versions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Comparison<'d> {
    /// Of this form; it stays the same while fields are only added.
    version: u32,
    /// Which direction a change must not break.
    policy: &'d str,
    /// How literally schemas were read.
    reading: &'d str,
    /// The channels about which something else was agreed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    channels: Vec<OfChannel<'d>>,
    /// How many changes were left out because tidings.toml switches their checks off.
    #[serde(skip_serializing_if = "is_none")]
    off: usize,
    /// What all changes together mean: `breaking`, `unknown`, `compatible` or `unchanged`.
    verdict: &'d str,
    /// The part of the version number that has to grow: `major`, `minor`, `patch` or `none`; what is unknown may break, so it
    /// asks for as much.
    required_bump: &'d str,
    /// `info.version` of both.
    info_version: InfoVersion<'d>,
    /// Who may start to use the revision first: `any-order`, `application-first`, `partners-first`, `senders-first`,
    /// `receivers-first`, `in-steps` for any other order, `together`, or `unknown`, as where a version could not be read.
    rollout: &'d str,
    /// The same step by step: who goes before whom, as `application`, and its partners by what they do with it, `sends`,
    /// `receives`, `answers` and `asks`. Who is not named may go at any time; empty where all may, or where no order is known.
    rollout_steps: Vec<Vec<&'d str>>,
    /// The changes, the worst first; none, where a version could not be read.
    changes: Vec<Changed<'d>>,
    /// Which element of the base was taken for which of the revision, in sentences, where --explain-matching asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    matching: Option<Vec<String>>,
    /// What is wrong with the documents, as `tidings validate` tells it, and with --check-version a version that is too
    /// small.
    #[cfg_attr(test, schemars(with = "Vec<serde_json::Value>"))]
    findings: Box<RawValue>,
}

/// What two contracts state as their version.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct InfoVersion<'d> {
    /// Of the base; null for a contract that is new, or could not be read.
    base: Option<&'d str>,
    /// Of the revision; null for a contract that is gone, or could not be read.
    revision: Option<&'d str>,
    /// The least that the changes ask for; null where the base states no version of Semantic Versioning, or one of them
    /// could not be read.
    needed: Option<String>,
    /// Whether the revision has it; also where nothing has to grow, as between versions with others between them. Not where
    /// one of them could not be read.
    is_enough: bool,
}

/// How a channel was compared.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OfChannel<'d> {
    /// Its address, or its key where it has none.
    channel: &'d str,
    /// Which direction a change must not break.
    policy: &'d str,
    /// How literally schemas were read.
    reading: &'d str,
}

/// What changed between several pairs of versions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Several<'d> {
    /// Of this form; it stays the same while fields are only added.
    version: u32,
    /// The worst verdict.
    verdict: &'d str,
    /// Each pair, in the order of the paths, the oldest first.
    comparisons: Vec<Named<'d>>,
    /// What is wrong besides, with no pair of versions by itself.
    #[cfg_attr(test, schemars(with = "Vec<serde_json::Value>"))]
    findings: Box<RawValue>,
}

/// One of several comparisons.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Named<'d> {
    /// The contract as it was; null for a new one.
    base: Option<&'d str>,
    /// The contract as it is now; null for one that is gone.
    revision: Option<&'d str>,
    /// Whether other versions lie between the two, so that only what they need not keep is told.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    across: bool,
    /// What changed.
    #[serde(flatten)]
    comparison: Comparison<'d>,
}

/// One comparison as one JSON document.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn one(
    compared: &Compared,
    stale: &[Analysis],
    options: &Diff,
) -> anyhow::Result<String> {
    let comparison = Comparison::of(compared, stale, options)?;
    Document::One(Box::new(comparison)).text()
}

/// Several comparisons as one JSON document.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn several(
    compared: &[Compared],
    stale: &[Analysis],
    options: &Diff,
) -> anyhow::Result<String> {
    let worst = compared.iter().map(Compared::verdict).max();
    let comparisons = compared.iter().map(|one| {
        Ok(Named {
            base: one.versions.name(Version::Base),
            revision: one.versions.name(Version::Revision),
            across: one.counting != Counting::All,
            comparison: Comparison::of(one, &[], options)?,
        })
    });
    let several = Several {
        version: 1,
        verdict: worst.unwrap_or(Verdict::Unchanged).name(),
        comparisons: comparisons.collect::<anyhow::Result<_>>()?,
        findings: findings(&analysis::report(stale).0)?,
    };
    Document::Several(several).text()
}

/// Every change, and then everything that is wrong besides, as the JSON document has them in its lists: one a line, a
/// change with the versions between which it happened.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn lines(
    compared: &[Compared],
    stale: &[Analysis],
    options: &Diff,
) -> anyhow::Result<String> {
    let mut lines = String::new();
    for one in compared {
        for change in &one.comparison.changes {
            let changed = Changed::of(change, one.versions.analyses());
            lines += &between(&one.versions, changed)?;
        }
    }
    for one in compared {
        let besides = one.besides(options);
        lines += &finding_lines(&report_of(one, besides.as_slice(), &[]));
    }
    Ok(lines + &finding_lines(&analysis::report(stale).0))
}

/// A change between `versions` on a line of its own.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn between(versions: &Versions, change: impl Serialize) -> anyhow::Result<String> {
    /// A change with the two versions, as the document names them.
    #[derive(Serialize)]
    struct Line<'v, C> {
        versions: Pair<'v>,
        #[serde(flatten)]
        change: C,
    }
    #[derive(Serialize)]
    struct Pair<'v> {
        base: Option<&'v str>,
        revision: Option<&'v str>,
    }
    let [base, revision] = [Version::Base, Version::Revision].map(|it| versions.name(it));
    line(&Line {
        versions: Pair { base, revision },
        change,
    })
}

/// An element of a list on a line of its own.
///
/// # Errors
///
/// Never, as all of it can be written as JSON.
pub(super) fn line(element: &impl Serialize) -> anyhow::Result<String> {
    Ok(printable_json(serde_json::to_string(element)?) + "\n")
}

/// What is wrong with both documents of a comparison, with its version, and besides.
fn report_of<'r>(
    compared: &'r Compared,
    of_revision: &'r [Finding],
    stale: &'r [Analysis],
) -> Report<'r> {
    let [base, revision] = compared.versions.analyses();
    let besides = joined::document(revision, of_revision);
    let besides = (!of_revision.is_empty()).then_some(besides);
    let analyses = [base, revision].into_iter().chain(stale);
    let documents = analyses.map(Analysis::document).chain(besides);
    Report::new(&documents.collect::<Vec<_>>(), Exit::Clean.status())
}

impl Document<'_> {
    fn text(&self) -> anyhow::Result<String> {
        Ok(printable_json(serde_json::to_string_pretty(self)?) + "\n")
    }
}

impl<'d> Comparison<'d> {
    fn of(compared: &'d Compared, stale: &[Analysis], options: &Diff) -> anyhow::Result<Self> {
        let Compared {
            versions,
            comparison,
            ..
        } = compared;
        let changes = comparison.changes.iter();
        let besides = compared.besides(options);
        Ok(Self {
            version: 1,
            policy: comparison.options.policy.name(),
            reading: comparison.options.reading.name(),
            channels: comparison.channels.iter().map(OfChannel::of).collect(),
            off: comparison.off,
            verdict: compared.verdict().name(),
            required_bump: comparison.required_bump.name(),
            info_version: InfoVersion::of(compared),
            rollout: comparison.rollout.name(),
            rollout_steps: comparison.rollout.steps(),
            changes: changes
                .map(|change| Changed::of(change, versions.analyses()))
                .collect(),
            matching: compared.matching(options),
            findings: findings(&report_of(compared, besides.as_slice(), stale))?,
        })
    }
}

impl<'d> InfoVersion<'d> {
    fn of(compared: &'d Compared) -> Self {
        let [base, revision] = compared.stated();
        Self {
            base,
            revision,
            needed: compared.next_version(),
            is_enough: compared.is_grown(),
        }
    }
}

impl<'d> OfChannel<'d> {
    fn of((channel, options): (&'d String, &Options)) -> Self {
        Self {
            channel,
            policy: options.policy.name(),
            reading: options.reading.name(),
        }
    }
}

/// Whether a count says nothing.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_none(count: &usize) -> bool {
    *count == 0
}

/// The findings as the format `json` has them.
pub(super) fn findings(report: &Report<'_>) -> anyhow::Result<Box<RawValue>> {
    #[derive(serde::Deserialize)]
    struct Findings {
        findings: Box<RawValue>,
    }
    let found: Findings = serde_json::from_str(&written(report, "json"))?;
    Ok(found.findings)
}

/// The findings, one a line.
pub(super) fn finding_lines(report: &Report<'_>) -> String {
    written(report, "jsonl")
}

fn written(report: &Report<'_>, format: &str) -> String {
    let presentation = Presentation {
        color: false,
        summary: false,
        infos: Infos::Shown,
        width: None,
    };
    let format = Format::named(format);
    let text = format.map(|format| format.render(report, presentation));
    text.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::committed_schema::check_written;

    use super::*;

    #[test]
    fn the_committed_schema_is_that_of_the_structs() {
        check_written::<Document<'_>>("diff-1.json", "The changes of `tidings diff`, version 1");
    }
}
