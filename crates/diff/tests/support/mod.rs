//! Contracts from texts.

use tidings_model::Contract;
use tidings_source::{MemoryFiles, Sources};

/// The contract that `text` is, in which nothing is broken.
pub(crate) fn contract(text: &str) -> Contract {
    let contract = as_it_is(text);
    let left_out = &contract.left_out;
    assert!(left_out.is_empty(), "{left_out:?}\n{text}");
    contract
}

/// The contract that `text` is; whatever is wrong with it makes it go without a part, or is a field that means nothing.
pub(crate) fn as_it_is(text: &str) -> Contract {
    let (contract, errors) = with_errors(text);
    let lacks = !contract.left_out.is_empty() || !contract.undefined_fields.is_empty();
    let is_told = errors.is_empty() || lacks;
    assert!(is_told, "{errors:?}\n{text}");
    contract
}

/// The contract that `text` is, with what is wrong with it.
pub(crate) fn with_errors(text: &str) -> (Contract, Vec<String>) {
    let files = MemoryFiles::new([("asyncapi.yaml", text.to_owned())]);
    let (sources, unresolved) = Sources::link(&files, "asyncapi.yaml");
    let lowered = tidings_model::lower(&sources);
    let findings = unresolved.into_iter().chain(lowered.findings);
    let errors = findings.filter(|finding| finding.severity == tidings_diag::Severity::Error);
    let errors = errors.map(|finding| finding.message).collect();
    (lowered.contract, errors)
}
