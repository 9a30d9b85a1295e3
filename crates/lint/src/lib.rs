//! Rules that need the resolved contract, one file each.
//!
//! What one object alone shows is checked by the grammar in `model`; here stands what needs two places of a document.
//!
//! This crate refuses to know how a document is read and how findings are shown.
//! Start reading at [`check`], then `rules/`: each file is one rule, and its doc comment is the page that users read.

mod place;
mod rule;
mod rules;
mod unlisted;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

pub use rules::RULES;

/// What every rule finds in `contract`, which was lowered from `sources`; in the order of the text.
pub fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings: Vec<Finding> = rules::ALL
        .iter()
        .flat_map(|rule| (rule.check)(contract, sources))
        .collect();
    findings.sort_by_key(|finding| finding.location.as_ref().map(|location| location.span));
    findings
}
