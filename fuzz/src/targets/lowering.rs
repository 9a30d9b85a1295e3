//! Bytes to a contract and everything that is said about it.

use tidings_source::{MemoryFiles, Sources};

use crate::budget::within_budget;
use crate::laws;

/// Reads the bytes as an AsyncAPI document, checks it against the grammar, lowers it, and lints the contract.
///
/// # Panics
///
/// When a law of findings does not hold.
pub fn lowering(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        let path = "asyncapi.yaml";
        let (sources, mut findings) = Sources::link(&MemoryFiles::new([(path, bytes)]), path);
        let validated = tidings_lint::validate(&sources);
        findings.extend(validated.findings);
        for finding in &findings {
            laws::check_finding(finding, |span| &sources.file(span.file).tree);
        }
    });
}
