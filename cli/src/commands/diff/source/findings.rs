//! What becomes of generated code as findings, so that every format for findings can show it.

use tidings_diag::{Finding, Severity};
use tidings_diff::SourceChange;

use super::super::findings::in_words;
use super::super::working_copy::WorkingCopy;
use super::Compared;

/// The changes, and what is wrong with the documents besides.
pub(super) fn of_changes(compared: &Compared, files: &WorkingCopy<'_>) -> Vec<Finding> {
    let changes = compared.changes().iter();
    let changes = changes.map(|change| {
        let message = match &change.accepted {
            Some(accepted) => format!(
                "{}, {}: {}",
                word(change),
                in_words(accepted),
                change.message
            ),
            None => format!("{}: {}", word(change), change.message),
        };
        let mut finding = files.of_contract(change.rule, message);
        finding.severity = severity(change);
        if let Some(advice) = change.advice {
            finding = finding.with_help(advice);
        }
        finding
            .with_element(change.element())
            .with_detail(change.message.as_str())
    });
    changes.chain(files.mistakes()).collect()
}

/// How much a change matters.
pub(super) fn severity(change: &SourceChange) -> Severity {
    match (change.counts(), change.on_purpose) {
        (true, false) => Severity::Error,
        (true, true) => Severity::Warning,
        (false, _) => Severity::Info,
    }
}

/// What a change means, in words.
pub(super) fn word(change: &SourceChange) -> &'static str {
    match (change.breaks, change.on_purpose) {
        (true, false) => "breaking",
        (true, true) => "breaking on purpose",
        (false, _) => "compatible",
    }
}
