//! Changes as findings, so that every format for findings can show them.

use tidings_diag::{Finding, Severity};
use tidings_diff::{Accepted, Comparison, Impact, Version, Whole, Witness};

use super::likewise::parts_in_words;
use super::versions::Versions;

/// The changes, and what is wrong with the documents besides.
pub(super) fn of_changes(comparison: &Comparison, versions: &Versions) -> Vec<Finding> {
    let changes = comparison.wholes().into_iter();
    let changes = changes.map(|whole| of_change(&whole, versions));
    changes.chain(versions.mistakes()).collect()
}

fn of_change(whole: &Whole<'_>, versions: &Versions) -> Finding {
    let change = whole.change;
    let base = change.base.as_ref();
    let revision = change.revision.as_ref();
    let base = base.map(|place| Versions::in_both(Version::Base, place));
    let parts = parts_in_words(&whole.parts);
    let parts = parts.map_or_else(String::new, |parts| format!(", with {parts}"));
    let message = match &change.accepted {
        Some(accepted) => format!(
            "{}, {}: {}{parts}",
            change.impact.name(),
            in_words(accepted),
            change.message
        ),
        None => format!("{}: {}{parts}", change.impact.name(), change.message),
    };
    let mut finding = match (revision, &base) {
        (Some(revision), _) => Finding::new(change.check, revision.clone(), message),
        (None, Some(base)) => Finding::new(change.check, base.clone(), message),
        (None, None) => Finding::of_file(change.check, versions.contract(), message),
    };
    finding.severity = match change.accepted {
        Some(_) => Severity::Info,
        None => severity(change.impact),
    };
    if let (Some(_), Some(base)) = (revision, base) {
        finding = finding.with_related(base, "it was here");
    }
    if let Some(advice) = &change.advice {
        finding = finding.with_help(advice.as_str());
    }
    if let Some(witness) = &change.witness {
        finding = finding.with_witness(of_witness(witness));
    }
    finding
        .with_element(change.element.as_str())
        .with_detail(change.detail.as_str())
}

fn of_witness(witness: &Witness) -> tidings_diag::Witness {
    let accepted = witness.acceptance.accepted_by.name();
    let rejected = witness.acceptance.rejected_by.name();
    let reason = format!(
        "the {} is accepted by the {accepted} and refused by the {rejected}: {}",
        witness.part.name(),
        witness.reason
    );
    tidings_diag::Witness {
        instance: witness.instance.to_json_text(),
        headers: None,
        reason,
    }
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
