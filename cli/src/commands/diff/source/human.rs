//! What becomes of generated code, for people.

use std::fmt::Write;

use tidings_diff::{SourceChange, Verdict, Version};
use tidings_report::{Presentation, Remark};

use super::Compared;
use super::findings::{severity, word};
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
    let message = format!("{} ({})", change.message, change.rule.id);
    let remark = Remark {
        severity: severity(change),
        word: word(change),
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
    let what = match verdict {
        Verdict::Unknown => {
            "there is no code from one of them; `tidings generate rust` says why".to_owned()
        }
        Verdict::Unchanged => "callers see the same code".to_owned(),
        Verdict::Breaking | Verdict::Compatible => counts(compared),
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

/// How many changes break, and how many do not.
pub(super) fn counts(compared: &Compared) -> String {
    let changes = compared.changes();
    let breaking = changes.iter().filter(|change| change.breaks).count();
    let others = counted(changes.len() - breaking, "other change");
    format!("{breaking} breaking, {others} that callers need not know")
}
