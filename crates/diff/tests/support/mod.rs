//! Contracts from texts.

use tidings_model::Contract;
use tidings_source::{MemoryFiles, Sources};

/// The contract that `text` is.
pub(crate) fn contract(text: &str) -> Contract {
    let files = MemoryFiles::new([("asyncapi.yaml", text.to_owned())]);
    let (sources, findings) = Sources::link(&files, "asyncapi.yaml");
    assert!(findings.is_empty(), "{findings:?}\n{text}");
    let lowered = tidings_model::lower(&sources);
    let errors = lowered.findings.iter();
    let errors: Vec<_> = errors
        .filter(|finding| finding.severity == tidings_diag::Severity::Error)
        .map(|finding| &finding.message)
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    lowered.contract
}
