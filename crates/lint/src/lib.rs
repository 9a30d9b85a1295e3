//! Rules that need the resolved contract, one file each.
//!
//! What one object alone shows is checked by the grammar in `model`; here stands what needs two places of a document.
//!
//! This crate refuses to know how a document is read and how findings are shown.
//! Start reading at [`check`], then `rules/`: each file is one rule, and its doc comment is the page that users read.

mod bindings;
mod enumeration;
mod example;
mod identifier;
mod location;
mod mend;
mod place;
mod protocol;
mod rule;
mod rules;
mod security;
mod unlisted;

use std::collections::HashSet;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use rule::Rule;
pub use rules::RULES;

/// What every rule finds in `contract`, which was lowered from `sources`; in the order of the text.
pub fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings: Vec<Finding> = rules::ALL
        .iter()
        .flat_map(|rule| {
            let findings = (rule.check)(contract, sources);
            findings
                .into_iter()
                .map(|finding| cited(finding, rule, contract))
        })
        .collect();
    findings.sort_by_key(|finding| finding.location.as_ref().map(|location| location.span));
    // What several elements refer to is looked at once for each of them.
    let mut seen = HashSet::new();
    findings.retain(|finding| {
        let span = finding.location.as_ref().map(|location| location.span);
        seen.insert((finding.rule.id, span, finding.message.clone()))
    });
    findings
}

/// `finding` with the section of the specification that its rule comes from.
fn cited(finding: Finding, rule: &Rule, contract: &Contract) -> Finding {
    match finding.section {
        Some(_) => finding,
        None => finding.with_section(rule.section.cited(&contract.asyncapi)),
    }
}
