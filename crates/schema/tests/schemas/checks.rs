//! What is wrong with schemas that are well-formed: each fixture with the findings it gives.

use std::collections::BTreeSet;

use tidings_schema::{RULES, SchemaReader, check};

use crate::support::{Document, shown};

#[test]
fn findings_of_fixtures() {
    insta::glob!("fixtures/checks/*.yaml", |path| {
        let document = Document::yaml(&std::fs::read_to_string(path).unwrap());
        let mut reader = SchemaReader::new(document.sources());
        reader.read(document.root());
        let (graph, mut findings) = reader.finish();
        findings.extend(check(&graph, document.sources()));
        insta::assert_snapshot!(shown(document.sources(), &findings));
    });
}

/// Rules about `schemaFormat`, which whoever reads a payload breaks (`crates/model/tests`).
const OF_PAYLOADS: [&str; 2] = ["schema-format-opaque", "schema-format-unknown"];

/// The snapshots name codes, so a rule that no fixture breaks shows here.
#[test]
fn every_rule_has_a_fixture() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/snapshots");
    let mut codes = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        codes.extend(text.lines().filter_map(|line| {
            let code = line.split(' ').next()?;
            Some(code.to_owned())
        }));
    }
    let without: Vec<_> = RULES
        .iter()
        .filter(|rule| !codes.contains(rule.code) && !OF_PAYLOADS.contains(&rule.id))
        .map(|rule| rule.id)
        .collect();
    assert!(without.is_empty(), "no fixture breaks {without:?}");
}
