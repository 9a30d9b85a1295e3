//! One finding a line, each the object that the `json` format has in `findings`; nothing for no findings.

use super::{Presentation, json};
use crate::Report;
use crate::escape::printable_json;

pub(super) const SUMMARY: &str =
    "one JSON object a finding and line, as `json` has them in its list";

pub(super) fn render(report: &Report<'_>, _presentation: Presentation) -> String {
    let mut output = String::new();
    for one in report.reported() {
        let line = serde_json::to_string(&json::finding(one))
            .expect("invariant: strings, numbers and arrays of them always serialise");
        output.push_str(&printable_json(line));
        output.push('\n');
    }
    output
}
