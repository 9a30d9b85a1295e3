//! Bytes to a tree, in both formats.

use tidings_diag::{FileId, Finding, Severity};
use tidings_syntax::{Format, Tree, parse, parse_beside};

use crate::budget::within_budget;
use crate::laws;

/// Reads the bytes as YAML.
///
/// # Panics
///
/// When a law of trees does not hold.
pub fn yaml(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        let whole = parse(FileId(0), bytes, Format::Yaml);
        check(&whole);
        // Beside a version without its middle it reads alike.
        let third = bytes.len() / 3;
        let known = [&bytes[..third], &bytes[2 * third..]].concat();
        let (known, _) = parse(FileId(0), &known, Format::Yaml);
        let beside = parse_beside(FileId(0), bytes, Format::Yaml, &known);
        assert!(whole == beside, "{beside:?} beside is {whole:?} alone");
    });
}

/// Reads the bytes as JSON.
///
/// # Panics
///
/// When a law of trees does not hold.
pub fn json(bytes: &[u8]) {
    within_budget(bytes.len(), || {
        check(&parse(FileId(0), bytes, Format::Json))
    });
}

fn check((tree, findings): &(Tree, Vec<Finding>)) {
    laws::check_tree(tree);
    let mut reached = 0;
    for finding in findings {
        laws::check_finding(finding, |_| tree);
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
}
