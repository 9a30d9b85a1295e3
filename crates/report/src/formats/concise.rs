//! One line a finding: `file:line:column: severity[rule] message`, which editors and `grep` understand.

use std::fmt::Write;

use super::Presentation;
use crate::escape::printable;
use crate::{Report, Reported};

pub(super) const SUMMARY: &str = "one line a finding: file:line:column: severity[rule] message";

pub(super) fn render(report: &Report<'_>, _presentation: Presentation) -> String {
    let mut output = String::new();
    for one in report.reported() {
        let finding = one.finding;
        output.push_str(&position(one));
        // Writing to a string cannot fail.
        let _ = writeln!(
            output,
            ": {}[{}] {}",
            finding.severity.name(),
            finding.rule.id,
            printable(&one.message()),
        );
    }
    output
}

/// `file:line:column`, or the file alone for a finding about all of it.
fn position(one: &Reported<'_>) -> String {
    let path = printable(one.path().unwrap_or_default());
    match one.place() {
        Some(place) => format!("{path}:{}:{}", place.start.line, place.start.column),
        None => path.into_owned(),
    }
}
