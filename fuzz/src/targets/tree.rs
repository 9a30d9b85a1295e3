//! Bytes to a tree, in both formats.

use tidings_diag::{FileId, Severity};
use tidings_syntax::{Format, parse};

use crate::budget::within_budget;
use crate::laws;

/// Reads the bytes as YAML.
///
/// # Panics
///
/// When a law of trees does not hold.
pub fn yaml(bytes: &[u8]) {
    read(bytes, Format::Yaml);
}

/// Reads the bytes as JSON.
///
/// # Panics
///
/// When a law of trees does not hold.
pub fn json(bytes: &[u8]) {
    read(bytes, Format::Json);
}

fn read(bytes: &[u8], format: Format) {
    within_budget(bytes.len(), || {
        let (tree, findings) = parse(FileId(0), bytes, format);
        laws::check_tree(&tree);
        let mut reached = 0;
        for finding in &findings {
            laws::check_finding(finding, |_| &tree);
            let start = finding
                .location
                .as_ref()
                .map(|location| location.span.start);
            assert!(Some(reached) <= start, "{finding:?} is out of order");
            reached = start.unwrap_or_default();
        }
        let flawless = findings
            .iter()
            .all(|finding| finding.severity < Severity::Error);
        if let Some(root) = tree.root().filter(|_| flawless) {
            laws::check_flawless(root);
        }
    });
}
