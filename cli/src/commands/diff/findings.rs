//! Changes as findings, so that every format for findings can show them.

use tidings_diag::{Finding, Severity};
use tidings_diff::{Accepted, Impact, Whole, Witness};

use super::human::concerned;
use super::instance::{Shown, this};
use super::likewise::parts_in_words;
use super::working_copy::WorkingCopy;

/// The changes, and what is wrong with the documents besides; what could not be found out is an error where it
/// `denies_unknown`.
pub(super) fn of_changes(
    changes: Vec<Whole<'_>>,
    files: &WorkingCopy<'_>,
    denies_unknown: bool,
) -> Vec<Finding> {
    let changes = changes
        .into_iter()
        .map(|whole| of_change(&whole, files, denies_unknown));
    changes.chain(files.mistakes()).collect()
}

fn of_change(whole: &Whole<'_>, files: &WorkingCopy<'_>, denies_unknown: bool) -> Finding {
    let change = whole.change;
    let parts = parts_in_words(&whole.parts);
    let parts = parts.map_or_else(String::new, |parts| format!("; with it {parts}"));
    let message = match &change.accepted {
        Some(accepted) => format!(
            "{}, {}: {}{parts}",
            change.impact.name(),
            in_words(accepted),
            change.message
        ),
        None => format!("{}: {}{parts}", change.impact.name(), change.message),
    };
    let whom = concerned(change).map(|(word, whom)| format!("{word} {whom}"));
    let whom: Vec<String> = whom.collect();
    let message = match whom.as_slice() {
        [_, ..] => format!("{message} ({})", whom.join(", ")),
        _ => message,
    };
    let places = [change.base.as_ref(), change.revision.as_ref()];
    let mut finding = files.finding(change.check, places, message);
    finding.severity = match change.accepted {
        Some(_) => Severity::Info,
        None if change.impact == Impact::Unknown && !denies_unknown => Severity::Warning,
        None => severity(change.impact),
    };
    if let Some(advice) = &change.advice {
        finding = finding.with_help(advice.as_str());
    }
    if let Some(witness) = &change.witness {
        finding = finding.with_example(example(witness));
    }
    finding
        .with_element(change.element.as_str())
        .with_detail(change.identity())
}

/// A witness as people read it.
fn example(witness: &Witness) -> String {
    let shown = Shown::of(&witness.instance);
    format!(
        "{}{}, which the {} accepts and the {} refuses ({}): {}",
        this(witness.part.name()),
        shown.remark(),
        witness.acceptance.accepted_by.name(),
        witness.acceptance.rejected_by.name(),
        witness.reason,
        shown.line(),
    )
}

/// That a change was accepted, until when and why.
pub(crate) fn in_words(accepted: &Accepted) -> String {
    let until = accepted.until.as_ref();
    let until = until.map_or_else(String::new, |until| format!(" until {until}"));
    let reason = accepted.reason.as_ref();
    let reason = reason.map_or_else(String::new, |reason| format!(" ({reason})"));
    format!("accepted{until}{reason}")
}

/// How much a change of this impact matters.
pub(super) fn severity(impact: Impact) -> Severity {
    match impact {
        Impact::Breaking | Impact::Unknown => Severity::Error,
        Impact::Risky => Severity::Warning,
        Impact::Compatible | Impact::Annotation => Severity::Info,
    }
}
