//! GitLab's Code Quality report: a subset of the Code Climate format that merge requests show beside the lines.

use std::collections::HashMap;

use serde::Serialize;
use tidings_diag::{Severity, hash};

use super::Presentation;
use crate::escape::{fenced_difference, printable_json};
use crate::{Report, Reported};

pub(super) const SUMMARY: &str = "a Code Quality report of GitLab";

pub(super) fn render(report: &Report<'_>, _presentation: Presentation) -> String {
    let mut occurrences = HashMap::new();
    let issues: Vec<Issue<'_>> = report
        .reported()
        .iter()
        .map(|one| issue(one, &mut occurrences))
        .collect();
    let text = serde_json::to_string_pretty(&issues)
        .expect("invariant: strings, numbers and arrays of them always serialise");
    printable_json(text) + "\n"
}

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: IssueLocation<'r>,
}

/// More than the description, in Markdown (Code Climate's specification of engines, "Content").
#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct IssueLocation<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn issue<'r>(one: &Reported<'r>, occurrences: &mut HashMap<(&'r str, String), usize>) -> Issue<'r> {
    let finding = one.finding;
    // GitLab matches paths with those of its repository, which have no prefix.
    let path = one.bare_path();
    Issue {
        description: description(one),
        content: fenced_difference(one).map(|body| Content { body }),
        check_name: finding.rule.id,
        fingerprint: fingerprint(path, finding.fingerprint(), occurrences),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: IssueLocation {
            path,
            // A finding about a file as a whole stands at its first line.
            lines: one
                .place()
                .map_or(Lines { begin: 1, end: 1 }, |place| Lines {
                    begin: place.start.line,
                    end: place.end.line,
                }),
        },
    }
}

/// What is wrong, on one line.
fn description(one: &Reported<'_>) -> String {
    let mut description = one.message().into_owned();
    if let Some(example) = one.example() {
        description += &format!("; for example: {example}");
    }
    if let Some(help) = one.help() {
        description += &format!("; {help}");
    }
    description
}

/// A fingerprint that no other issue of the report has, which is what GitLab tells issues apart by.
///
/// The same mistake in two files is two issues, and so is a mistake that an element makes twice.
fn fingerprint<'r>(
    path: &'r str,
    of_finding: String,
    occurrences: &mut HashMap<(&'r str, String), usize>,
) -> String {
    let occurrence = occurrences.entry((path, of_finding.clone())).or_default();
    *occurrence += 1;
    hash([path, &of_finding, &occurrence.to_string()])
}
