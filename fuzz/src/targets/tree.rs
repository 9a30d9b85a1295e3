//! Bytes to a tree, in both formats.

use tidings_diag::{FileId, Severity};
use tidings_syntax::{Format, parse, parse_beside};

use crate::budget::within_budget;
use crate::laws;

/// Reads the bytes as YAML.
///
/// # Panics
///
/// When a law of trees does not hold.
pub fn yaml(bytes: &[u8]) {
    read(bytes, Format::Yaml);
    is_read_alike_beside_another(bytes);
}

/// Reads the bytes as JSON.
///
/// # Panics
///
/// When a law of trees does not hold.
pub fn json(bytes: &[u8]) {
    read(bytes, Format::Json);
}

/// Reads the bytes beside a version in which a third of them is not there.
fn is_read_alike_beside_another(bytes: &[u8]) {
    let third = bytes.len() / 3;
    let other = [&bytes[..third], &bytes[2 * third..]].concat();
    let (known, _) = parse(FileId(0), &other, Format::Yaml);
    let whole = parse(FileId(0), bytes, Format::Yaml);
    let beside = parse_beside(FileId(0), bytes, Format::Yaml, &known);
    assert!(whole == beside, "another tree beside {known:?}");
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
