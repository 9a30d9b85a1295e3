//! Documents and what is found in them: a fixture is a file, or a folder with an `asyncapi.yaml`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use tidings_diag::{Finding, Severity};
use tidings_model::{Lowered, lower};
use tidings_source::{DiskFiles, MemoryFiles, Sources};

/// Every fixture in the folder `kind`, by its name.
fn fixtures(kind: &str) -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(kind);
    let entries = std::fs::read_dir(folder).expect("the folder of fixtures");
    let mut fixtures: Vec<(String, PathBuf)> = entries
        .map(|entry| {
            let path = entry.expect("a fixture").path();
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let document = if path.is_dir() {
                path.join("asyncapi.yaml")
            } else {
                path
            };
            (name, document)
        })
        .collect();
    fixtures.sort();
    fixtures
}

/// Reads and lowers a fixture.
fn lowered(document: &Path) -> (Sources, Lowered) {
    let folder = document.parent().expect("a folder");
    let name = document.file_name().expect("a name").to_string_lossy();
    let (sources, findings) = Sources::link(&DiskFiles::new(folder), &name);
    assert_eq!(findings, [], "{} is readable", document.display());
    let lowered = lower(&sources);
    (sources, lowered)
}

/// A finding with the text it points at.
fn shown(finding: &Finding, sources: &Sources) -> String {
    let location = finding.location.as_ref().expect("a location");
    let source = sources.file(location.span.file);
    let pointer = location.pointer.as_deref().unwrap_or("no pointer");
    let mut shown = String::new();
    let severity = finding.severity.name();
    let rule = finding.rule.id;
    let file = if location.span.file.0 == 0 {
        ""
    } else {
        &source.path
    };
    writeln!(shown, "{severity} {rule} at {file}{pointer}").expect("a string");
    writeln!(
        shown,
        "  text: {}",
        &source.tree.text()[location.span.range()]
    )
    .expect("a string");
    writeln!(shown, "  says: {}", finding.message).expect("a string");
    if let Some(help) = &finding.help {
        writeln!(shown, "  help: {help}").expect("a string");
    }
    for related in &finding.related {
        let file = &sources.file(related.location.span.file).path;
        let pointer = related.location.pointer.as_deref().unwrap_or_default();
        writeln!(shown, "  also: {file}{pointer}: {}", related.message).expect("a string");
    }
    if let Some(fix) = &finding.fix {
        let edits = fix.edits.iter().map(|edit| edit.replacement.as_str());
        let edits = edits.collect::<Vec<_>>().join(" and ");
        writeln!(shown, "  mend: {:?} {edits}", fix.applicability).expect("a string");
    }
    shown
}

#[test]
fn unusual_documents_are_valid() {
    for (name, document) in fixtures("valid") {
        let (sources, lowered) = lowered(&document);
        let shown: Vec<String> = lowered
            .findings
            .iter()
            .filter(|finding| finding.severity > Severity::Info)
            .map(|finding| shown(finding, &sources))
            .collect();
        assert!(shown.is_empty(), "{name}: {}", shown.concat());
    }
}

#[test]
fn each_defect_is_found_once() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, document) in fixtures("invalid") {
            let (sources, lowered) = lowered(&document);
            assert_eq!(lowered.findings.len(), 1, "{name}: {:#?}", lowered.findings);
            insta::assert_snapshot!(name, shown(&lowered.findings[0], &sources));
        }
    });
}

#[test]
fn every_rule_has_a_fixture() {
    let found: Vec<&str> = fixtures("invalid")
        .iter()
        .flat_map(|(_, document)| lowered(document).1.findings)
        .map(|finding| finding.rule.id)
        .collect();
    for rule in tidings_model::RULES {
        assert!(found.contains(&rule.id), "{} has no fixture", rule.id);
    }
    let elsewhere = [
        tidings_source::RULES,
        tidings_schema::RULES,
        tidings_schema::avro::RULES,
        tidings_schema::protobuf::RULES,
    ]
    .concat();
    for id in found {
        let listed = tidings_model::RULES
            .iter()
            .chain(&elsewhere)
            .any(|rule| rule.id == id);
        assert!(listed, "{id} is not in the table");
    }
}

#[test]
fn values_of_yaml_1_1_are_mended_where_their_type_is_known() {
    let mended = |field: &str, value: &str| {
        let document = format!(
            "asyncapi: 3.0.0\ninfo: {{ title: Lights, version: 1.0.0 }}\noperations:\n  lit:\n    action: send\n    channel: {{ $ref: '#/channels/lights' }}\n    bindings: {{ mqtt: {{ {field}: {value} }} }}\nchannels: {{ lights: {{}} }}\n"
        );
        let files = MemoryFiles::new([("asyncapi.yaml", document.as_str())]);
        let (sources, _) = Sources::link(&files, "asyncapi.yaml");
        let findings = lower(&sources).findings;
        let fixes: Vec<_> = findings.into_iter().filter_map(|found| found.fix).collect();
        fixes.first().map(|fix| fix.edits[0].replacement.clone())
    };
    assert_eq!(mended("retain", "no").as_deref(), Some("false"));
    assert_eq!(mended("retain", "On").as_deref(), Some("true"));
    assert_eq!(mended("retain", "\"no\""), None);
    assert_eq!(mended("retain", "1_0"), None);
    assert_eq!(
        mended("messageExpiryInterval", "1_000").as_deref(),
        Some("1000")
    );
    assert_eq!(mended("messageExpiryInterval", "yes"), None);
}
