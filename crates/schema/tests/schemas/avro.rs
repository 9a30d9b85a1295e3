//! Avro: what is read from each schema of a fixture, and what is wrong with it.

use std::fmt::Write;
use std::path::Path;

use tidings_schema::avro::{AvroId, AvroReader, AvroVersion};
use tidings_schema::{SchemaReader, ValidateOptions, example, validate};
use tidings_source::{DiskFiles, Sources};

use crate::support::{Document, shown};

/// Reads every entry of `schemas` by itself: its canonical text, and the findings of all.
fn read(sources: &Sources) -> String {
    let root = sources.root().unwrap();
    let version = root
        .get("version")
        .map_or_else(AvroVersion::default, |version| {
            AvroVersion::parse(version.as_str().unwrap()).unwrap()
        });
    let mut reader = AvroReader::new(sources);
    let schemas = root.get("schemas").unwrap().entries();
    let ids: Vec<(&str, AvroId)> = schemas
        .map(|entry| (entry.key, reader.read(entry.value, version)))
        .collect();
    let (graph, findings) = reader.finish();
    let mut text = String::new();
    for (name, id) in ids {
        writeln!(text, "{name}: {}", graph.canonical(id)).unwrap();
    }
    text + "\n" + &shown(sources, &findings)
}

#[test]
fn schemas_of_fixtures() {
    insta::glob!("fixtures/avro/cases/*.yaml", |path| {
        let document = Document::yaml(&std::fs::read_to_string(path).unwrap());
        insta::assert_snapshot!(read(document.sources()));
    });
}

#[test]
fn schemas_in_several_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/fixtures/avro/files");
    let (sources, findings) = Sources::link(&DiskFiles::new(folder), "schemas.yaml");
    assert!(findings.is_empty(), "{findings:?}");
    insta::assert_snapshot!(read(&sources));
}

#[test]
fn nothing_nests_too_deep() {
    let deep = format!(
        "{}\"null\"{}",
        "{\"type\": \"array\", \"items\": ".repeat(120),
        "}".repeat(120)
    );
    let document = Document::json(&format!("{{\"schemas\": {{\"deep\": {deep}}}}}"));
    assert!(read(document.sources()).contains("no more than 100 schemas inside each other"));
}

/// Each `schema` of the fixture, with `values` that its JSON shape allows and `others` that it refuses.
#[test]
fn values_fit_the_json_shape() {
    let text = include_str!("fixtures/avro/values.yaml");
    let document = Document::yaml(text);
    for case in document.root().items() {
        let name = case.get("name").unwrap().as_str().unwrap();
        let mut schemas = SchemaReader::new(document.sources());
        let mut reader = AvroReader::new(document.sources());
        let id = reader.read(case.get("schema").unwrap(), AvroVersion::default());
        let shape = reader.json_shape(id, &mut schemas);
        assert_eq!(shape, reader.json_shape(id, &mut schemas), "{name}");
        let (_, findings) = reader.finish();
        assert!(findings.is_empty(), "{name}: {findings:?}");
        let (graph, _) = schemas.finish();
        let options = ValidateOptions::default();
        for value in case.get("values").unwrap().items() {
            let failures = validate(&graph, shape, value, &options);
            assert!(failures.is_empty(), "{name}: {failures:?}");
        }
        for value in case.get("others").unwrap().items() {
            let failures = validate(&graph, shape, value, &options);
            assert!(!failures.is_empty(), "{name}: {:?}", value.pointer());
        }
        example(&graph, shape, 0).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
