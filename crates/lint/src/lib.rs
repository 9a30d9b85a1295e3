//! Rules that need the resolved contract, one file each.
//!
//! What one object alone shows is checked by the grammar in `model`; here stands what needs two places of a document.
//!
//! This crate refuses to know how a document is read and how findings are shown.
//! Start reading at [`validate`] and [`suspect`], then `rules/`: each file is one rule, and its doc comment is the page that users read.

mod bindings;
mod contradiction;
mod distinction;
mod emission;
mod encoding;
mod enumeration;
mod evident;
mod example;
mod identifier;
mod location;
mod mend;
mod misspelt;
mod place;
mod protocol;
mod rule;
mod rules;
mod security;
mod unlisted;
mod witness;

use std::collections::HashSet;

use tidings_diag::{Finding, Group, Severity};
use tidings_model::{Contract, Lowered};
use tidings_source::Sources;

use rule::Rule;
pub use rules::RULES;

/// Resolves the document in `sources`, with everything that is wrong with it by the specification's own rules: first what
/// the grammar finds, then what [`check`] does. What reading the files found is not repeated.
pub fn validate(sources: &Sources) -> Lowered {
    let mut lowered = tidings_model::lower(sources);
    let found = check(&lowered.contract, sources);
    lowered.findings.extend(found);
    lowered
}

/// What `contract`, which was lowered from `sources`, gets wrong of what the specification demands; in the order of the
/// text.
pub fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    found(Group::Correctness, contract, sources)
}

/// What `contract` says that is allowed and hardly meant; in the order of the text.
///
/// What a finding in `known` has told of the same place is not told again.
pub fn suspect(contract: &Contract, sources: &Sources, known: &[Finding]) -> Vec<Finding> {
    let mut findings = found(Group::Suspicious, contract, sources);
    let known: HashSet<&str> = known.iter().filter_map(told_of).collect();
    findings.retain(|finding| {
        let related = finding.related.iter().map(|related| &related.location);
        let places = finding.location.iter().chain(related);
        let mut pointers = places.filter_map(|place| place.pointer.as_deref());
        !pointers.any(|pointer| known.contains(pointer))
    });
    findings
}

/// The pointer of what `finding` complains about: of a list, where it complains about one entry.
fn told_of(finding: &Finding) -> Option<&str> {
    let location = finding.location.as_ref()?;
    let pointer = location.pointer.as_deref()?;
    let is_told = finding.severity >= Severity::Warning;
    let list = pointer
        .trim_end_matches(|last: char| last.is_ascii_digit())
        .strip_suffix('/');
    is_told.then_some(list.unwrap_or(pointer))
}

/// What the rules of `group` find.
fn found(group: Group, contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let rules = rules::ALL.iter().filter(|rule| rule.meta.group == group);
    let mut findings: Vec<Finding> = rules
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
