//! What reading says about schemas: each fixture with the findings it gives.

use std::fmt::Write;

use tidings_diag::Finding;
use tidings_schema::SchemaReader;

use crate::support::Document;

/// Findings as lines: rule, place, message, help.
fn shown(document: &Document, findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let location = finding.location.as_ref().unwrap();
        let source = document.sources().file(location.span.file);
        let place = source
            .lines
            .line_column(source.tree.text(), location.span.start);
        writeln!(
            text,
            "{} {} {}:{} {}\n  {}",
            finding.rule.code,
            finding.severity.name(),
            place.line,
            place.column,
            location.pointer.as_deref().unwrap(),
            finding.message
        )
        .unwrap();
        if let Some(help) = &finding.help {
            writeln!(text, "  help: {help}").unwrap();
        }
    }
    text
}

#[test]
fn findings_of_fixtures() {
    insta::glob!("fixtures/reading/*.yaml", |path| {
        let document = Document::yaml(&std::fs::read_to_string(path).unwrap());
        let mut reader = SchemaReader::new(document.sources());
        reader.read(document.root());
        let (graph, findings) = reader.finish();
        for (_, schema) in graph.iter() {
            let pointer = schema.location.pointer.as_deref().unwrap();
            let value = document.root().tree().pointer(pointer).unwrap();
            assert_eq!(value.span(), schema.location.span, "{pointer}");
        }
        insta::assert_snapshot!(shown(&document, &findings));
    });
}
