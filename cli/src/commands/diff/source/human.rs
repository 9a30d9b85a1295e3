//! What becomes of generated code, for people.

use std::fmt::Write;

use tidings_diag::Severity;
use tidings_diff::{SourceChange, Verdict, Version};
use tidings_report::{Presentation, Remark};

use super::Compared;
use crate::analysis::counted;

/// The whole page.
pub(super) fn page(compared: &Compared, presentation: Presentation) -> String {
    let called = |version| compared.name(version).unwrap_or("none");
    let [base, revision] = [Version::Base, Version::Revision].map(called);
    let mut output = format!("base:     {base}\nrevision: {revision}\n\n");
    for change in compared.changes().iter().filter(|change| change.breaks) {
        output += &of_change(change, presentation);
    }
    match compared.versions.is_unreadable() {
        true => String::new(),
        false => output + &summary(compared, presentation),
    }
}

fn of_change(change: &SourceChange, presentation: Presentation) -> String {
    let message = format!("{} ({})", change.message, change.rule);
    let remark = Remark {
        severity: if change.on_purpose {
            Severity::Warning
        } else {
            Severity::Error
        },
        word: if change.on_purpose {
            "breaking on purpose"
        } else {
            "breaking"
        },
        message: &message,
        place: None,
    };
    let mut output = Remark::show_all(&[remark], presentation);
    if let Some(advice) = change.advice {
        // Writing to a string cannot fail.
        let _ = writeln!(output, "  {advice}");
    }
    output.push('\n');
    output
}

/// What it means together.
fn summary(compared: &Compared, presentation: Presentation) -> String {
    if !presentation.summary {
        return String::new();
    }
    let verdict = compared.verdict();
    let breaking = compared
        .changes()
        .iter()
        .filter(|change| change.breaks)
        .count();
    let others = compared.changes().len() - breaking;
    let what = match verdict {
        Verdict::Unknown => {
            "there is no code from one of them; `tidings generate rust` says why".to_owned()
        }
        Verdict::Unchanged => "callers see the same code".to_owned(),
        Verdict::Breaking | Verdict::Compatible => format!(
            "{breaking} breaking, {} that callers need not know",
            counted(others, "other change")
        ),
    };
    let mut output = format!("{}: {what}\n", verdict.name());
    if verdict > Verdict::Unchanged {
        let _ = writeln!(
            output,
            "version: a package with this code needs a {} bump",
            compared.required_bump().name()
        );
    }
    output
}
