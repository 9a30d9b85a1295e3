//! Examples that are made up for schemas: valid, the same on every run, and different where a schema leaves it open.

use std::collections::HashSet;
use std::fmt::Write;

use tidings_diag::Severity;
use tidings_schema::{Examples, SchemaReader, ValidateOptions, example, validate_literal};

use crate::support::Document;

#[test]
fn examples_of_fixtures() {
    insta::glob!("fixtures/examples/*.yaml", |path| {
        let document = Document::yaml(&std::fs::read_to_string(path).unwrap());
        let mut reader = SchemaReader::new(document.sources());
        let schemas: Vec<_> = document
            .root()
            .entries()
            .map(|entry| (entry.key, reader.read(entry.value)))
            .collect();
        let (graph, findings) = reader.finish();
        let errors = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        assert_eq!(errors.count(), 0);
        let mut text = String::new();
        let mut examples = Examples::of(&graph);
        for (name, schema) in schemas {
            let mut different = HashSet::new();
            for variant in 0..40 {
                match example(&graph, schema, variant) {
                    Ok(instance) => {
                        let options = ValidateOptions::default();
                        assert_eq!(validate_literal(&graph, schema, &instance, &options), []);
                        assert_eq!(examples.make(schema, variant).as_ref(), Ok(&instance));
                        if different.len() < 2 && different.insert(instance.clone()) {
                            writeln!(text, "{name}: {instance}").unwrap();
                        }
                    }
                    Err(error) => {
                        writeln!(text, "{name}: {error} ({:?})", error.location.pointer).unwrap();
                        break;
                    }
                }
            }
        }
        insta::assert_snapshot!(text);
    });
}
