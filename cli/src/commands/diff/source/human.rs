//! What becomes of generated code, for people.

use std::fmt::Write;

use tidings_diff::{Outcome, RequiredBump, SourceChange, Version};
use tidings_report::{Presentation, Remark, printable};

use super::super::findings::in_words;
use super::super::versions::UNREADABLE;
use super::Compared;
use super::findings::{severity, word};
use crate::analysis::counted;

/// The whole page.
pub(super) fn page(compared: &Compared, presentation: Presentation) -> String {
    let called = |version| compared.name(version).unwrap_or("none");
    let [base, revision] = [Version::Base, Version::Revision].map(called);
    let mut output = format!("base:     {base}\nrevision: {revision}\n\n");
    for change in compared.told() {
        output += &of_change(change, presentation);
    }
    output + &summary(compared, presentation)
}

fn of_change(change: &SourceChange, presentation: Presentation) -> String {
    let message = format!("{} ({})", change.message, change.rule.id);
    let remark = Remark {
        severity: severity(change),
        word: match change.accepted {
            Some(_) => "accepted",
            None => word(change),
        },
        message: &message,
        place: None,
    };
    let mut output = Remark::show_all(&[remark], presentation);
    if let Some(accepted) = &change.accepted {
        let accepted = in_words(accepted);
        let told = format!("{}: {}", word(change), printable(&accepted));
        output += &presentation.paragraph(2, &told);
    } else if let Some(advice) = change.advice {
        output += &presentation.paragraph(2, &format!("instead: {advice}"));
    }
    output.push('\n');
    output
}

/// What it means together: the verdict, and where a summary is wanted what follows from it.
fn summary(compared: &Compared, presentation: Presentation) -> String {
    let outcome = compared.outcome();
    let what = match outcome {
        _ if compared.versions.is_unreadable() => UNREADABLE.to_owned(),
        Outcome::Unknown => {
            "there is no code from one of them; `tidings generate rust` says why".to_owned()
        }
        Outcome::Unchanged => "callers see the same code".to_owned(),
        _ => counts(compared),
    };
    let mut output = presentation.paragraph(0, &format!("{}: {what}", outcome.name()));
    if presentation.summary && compared.required_bump() > RequiredBump::None {
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
    let told = compared.told().count();
    let breaking = changes.iter().filter(|change| change.counts()).count();
    let others = counted(changes.len() - told, "other change");
    let accepted = match told - breaking {
        0 => String::new(),
        accepted => format!("{accepted} accepted, "),
    };
    format!("{breaking} breaking, {accepted}{others} that callers need not know")
}
