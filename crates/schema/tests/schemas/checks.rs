//! What is wrong with schemas that are well-formed: each fixture with the findings it gives.

use std::collections::{BTreeMap, BTreeSet};

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

/// Schemas made to exhaust whoever looks at families, circles and alternatives: what they would have to be looked at for
/// twice at every level is looked at within a number of steps, and nothing is said of what those do not suffice for.
#[test]
fn hostile_schemas_are_checked_within_steps() {
    let chain = |step: &dyn Fn(usize) -> String| {
        let definitions = (0..150).map(|index| format!("\"d{index}\": {}", step(index + 1)));
        let definitions: Vec<_> = definitions.collect();
        let definitions = definitions.join(",\n");
        format!(
            "{{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"$defs\": {{{definitions}, \"d150\": {{\"type\": \"string\"}}}}, \"$ref\": \"#/$defs/d0\"}}"
        )
    };
    let reference = |next: usize| format!("{{\"$ref\": \"#/$defs/d{next}\"}}");
    let deep = chain(&|next| {
        let next = reference(next);
        format!(
            "{{\"allOf\": [{next}, {next}], \"required\": [\"a\"], \"properties\": {{\"b\": true}}, \"unevaluatedProperties\": false, \"default\": {{\"b\": 1}}}}"
        )
    });
    let wide = chain(&|next| {
        let (next, top) = (reference(next), reference(0));
        format!(
            "{{\"discriminator\": \"a\", \"anyOf\": [{next}, {top}], \"oneOf\": [{next}, {top}], \"allOf\": [{next}], \"required\": [\"a\"], \"examples\": [{{}}]}}"
        )
    })
    .replace("https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-07/schema#");
    let endless = chain(&|next| {
        let next = reference(next % 150);
        format!(
            "{{\"type\": \"object\", \"required\": [\"a\"], \"properties\": {{\"a\": {next}}}}}"
        )
    });
    let mut found = Vec::new();
    for text in [deep, wide, endless] {
        let document = Document::json(&text);
        let mut reader = SchemaReader::new(document.sources());
        reader.read(document.root());
        let (graph, _) = reader.finish();
        let mut rules = BTreeMap::<&str, usize>::new();
        for finding in check(&graph, document.sources()) {
            *rules.entry(finding.rule.id).or_default() += 1;
        }
        found.push(format!("{rules:?}"));
    }
    assert_eq!(
        found,
        [
            // With steps for all of them there would be a finding for each of the 150 defaults.
            r#"{"required-undefined": 150, "schema-default-invalid": 100}"#,
            r#"{"discriminator-invalid": 150}"#,
            r#"{"recursive-required": 1}"#,
        ]
    );
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
