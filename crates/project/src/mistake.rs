//! A finding in words that a compiler can show: one line with file, line and column.

use tidings_diag::{Finding, Location, Severity};
use tidings_source::Sources;

use crate::place::Place;

/// Something that is wrong with a contract, or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// How much it matters.
    pub severity: Severity,
    /// `api/orders.yaml:12:7: what is wrong; what to do [rule]`, in one line.
    pub text: String,
}

impl Mistake {
    /// `finding`, which is about one of `sources`.
    pub(crate) fn of(finding: &Finding, sources: &Sources, place: &Place) -> Self {
        let mut text = beginning(finding, sources, place).unwrap_or_default();
        text.push_str(&finding.message);
        if let Some(help) = &finding.help {
            text.push_str("; ");
            text.push_str(help);
        }
        Self {
            severity: finding.severity,
            text: format!("{text} [{}]", finding.rule.id),
        }
    }
}

/// `api/orders.yaml:12:7: `.
fn beginning(finding: &Finding, sources: &Sources, place: &Place) -> Option<String> {
    match &finding.location {
        Some(location) => Some(format!("{}: ", position(location, sources, place)?)),
        None => {
            let path = finding.path.as_deref()?;
            Some(format!("{}: ", place.shown(path).display()))
        }
    }
}

/// `api/orders.yaml:12:7`.
pub(crate) fn position(location: &Location, sources: &Sources, place: &Place) -> Option<String> {
    let source = sources.files().get(location.span.file.0 as usize)?;
    let start = source
        .lines
        .line_column(source.tree.text(), location.span.start);
    let path = place.shown(&source.path);
    Some(format!(
        "{}:{}:{}",
        path.display(),
        start.line,
        start.column
    ))
}
