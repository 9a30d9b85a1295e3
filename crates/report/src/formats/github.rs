//! Workflow commands of GitHub Actions, which become annotations beside the lines of a pull request.
//!
//! See GitHub's "Workflow commands", `::error file={name},line={line},endLine={endLine},title={title}::{message}`.

use std::fmt::Write;

use tidings_diag::Severity;

use super::Presentation;
use crate::escape::printable;
use crate::{Place, Report, Reported};

pub(super) const SUMMARY: &str = "annotations of GitHub Actions";

pub(super) fn render(report: &Report<'_>, _presentation: Presentation) -> String {
    let mut output = String::new();
    for one in report.reported() {
        let finding = one.finding;
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            output,
            "::{command} {},title={}::{}",
            place(one),
            property(finding.rule.id),
            data(&message(one)),
        );
    }
    output
}

/// File, lines and columns.
fn place(one: &Reported<'_>) -> String {
    let file = property(one.bare_path());
    let Some(Place { start, end, .. }) = one.place() else {
        return format!("file={file}");
    };
    let mut place = format!("file={file},line={},endLine={}", start.line, end.line);
    // An annotation that spans lines may not have columns.
    if start.line == end.line {
        let _ = write!(place, ",col={},endColumn={}", start.column, end.column);
    }
    place
}

/// What the annotation says; the log shows nothing but this, so it ends with the place.
fn message(one: &Reported<'_>) -> String {
    let mut message = one.message().into_owned();
    for (name, note) in one.notes() {
        let _ = write!(message, "\n{name}: {note}");
    }
    for line in one.difference() {
        message.push('\n');
        message.push_str(line);
    }
    let _ = write!(message, "\nat {}", one.bare_path());
    if let Some(Place { start, .. }) = one.place() {
        let _ = write!(message, ":{}:{}", start.line, start.column);
    }
    message
}

/// `text` as what follows the second `::`, lines kept apart.
fn data(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| printable(line).replace('%', "%25"))
        .collect();
    lines.join("%0A")
}

/// `text` as the value of a property.
fn property(text: &str) -> String {
    printable(text)
        .replace('%', "%25")
        .replace(':', "%3A")
        .replace(',', "%2C")
}
