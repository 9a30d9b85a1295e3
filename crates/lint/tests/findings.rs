//! Documents and what the rules find in them: variants that the pages of the rules do not show.
//!
//! A fixture in `findings` has a snapshot, one in `silent` has nothing to be found.

use std::fmt::Write;
use std::path::Path;

use tidings_diag::{Finding, Location};
use tidings_source::{MemoryFiles, Sources};

/// Every fixture in the folder `kind`: name and text.
fn fixtures(kind: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = std::fs::read_dir(folder.join(kind)).expect("the folder of fixtures");
    let mut fixtures: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.expect("a fixture").path();
            let name = path.file_stem().expect("a name").to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a readable fixture");
            (name.into_owned(), text)
        })
        .collect();
    fixtures.sort();
    fixtures
}

/// What the rules of this crate find, as text.
fn found(document: &str) -> String {
    let files = MemoryFiles::new([("asyncapi.yaml", document)]);
    let (sources, findings) = Sources::link(&files, "asyncapi.yaml");
    assert_eq!(findings, []);
    let lowered = tidings_model::lower(&sources);
    let mut findings = tidings_lint::check(&lowered.contract, &sources);
    let known = [&lowered.findings[..], &findings].concat();
    findings.extend(tidings_lint::suspect(&lowered.contract, &sources, &known));
    findings.iter().fold(String::new(), |shown, finding| {
        shown + &described(finding, document)
    })
}

fn described(finding: &Finding, document: &str) -> String {
    let location = finding.location.as_ref().expect("a location");
    let mut shown = String::new();
    let severity = finding.severity.name();
    let place = placed(location, document);
    writeln!(shown, "{severity} {} at {place}", finding.rule.id).expect("a string");
    writeln!(shown, "  says: {}", finding.message).expect("a string");
    if let Some(help) = &finding.help {
        writeln!(shown, "  help: {help}").expect("a string");
    }
    for related in &finding.related {
        let place = placed(&related.location, document);
        writeln!(shown, "  also: {place}: {}", related.message).expect("a string");
    }
    if let Some(fix) = &finding.fix {
        let edit = &fix.edits[0];
        let old = &document[edit.span.range()];
        let applicability = fix.applicability;
        writeln!(
            shown,
            "  mend: {applicability:?} {old} -> {}",
            edit.replacement
        )
        .expect("a string");
    }
    shown
}

/// Pointer and text of a place, the first line of it.
fn placed(location: &Location, document: &str) -> String {
    let pointer = location.pointer.as_deref().expect("a pointer");
    let text = document[location.span.range()].lines().next();
    format!("{pointer}: {}", text.unwrap_or_default())
}

#[test]
fn variants_are_found() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, document) in fixtures("findings") {
            insta::assert_snapshot!(name, found(&document));
        }
    });
}

#[test]
fn unusual_documents_are_left_alone() {
    for (name, document) in fixtures("silent") {
        assert_eq!(found(&document), "", "{name}");
    }
}
