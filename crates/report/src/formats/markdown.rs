//! A table in GitHub's Markdown, for the summary of a job or a comment.

use std::fmt::Write;

use super::Presentation;
use crate::escape::{fenced_difference, markdown_cell};
use crate::{Report, Reported};

pub(super) const SUMMARY: &str = "a Markdown table, for the summary of a job";

/// Rows of the table; a page with more is refused by the places that show it, and read by nobody.
const ROWS: usize = 1_000;

pub(super) fn render(report: &Report<'_>, _presentation: Presentation) -> String {
    let mut output = format!("### Tidings: {}\n", report.summary());
    let all = report.reported();
    if all.is_empty() {
        return output;
    }
    output.push_str("\n| | Where | What | Rule |\n|---|---|---|---|\n");
    for one in all.iter().take(ROWS) {
        row(&mut output, one);
    }
    if all.len() > ROWS {
        // Writing to a string cannot fail.
        let _ = writeln!(output, "\nAnd {} more.", all.len() - ROWS);
    }
    for difference in all.iter().take(ROWS).filter_map(fenced_difference) {
        let _ = write!(output, "\n{difference}");
    }
    output
}

fn row(output: &mut String, one: &Reported<'_>) {
    let finding = one.finding;
    let mut place = markdown_cell(one.path().unwrap_or_default());
    if let Some(at) = one.place() {
        let _ = write!(place, ":{}:{}", at.start.line, at.start.column);
    }
    let mut what = markdown_cell(&one.message());
    for (name, note) in one.notes() {
        let (first, rest) = name.split_at(1);
        let name = first.to_uppercase() + rest;
        let _ = write!(what, "<br>{name}: {}", markdown_cell(&note));
    }
    let (severity, rule) = (finding.severity.name(), finding.rule.id);
    let _ = writeln!(output, "| {severity} | {place} | {what} | `{rule}` |");
}
