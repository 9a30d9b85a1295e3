//! Protocol Buffers: what is read from each text of a fixture, and what is wrong with it.

use std::fmt::Write;
use std::path::Path;

use tidings_schema::protobuf::{ProtobufMessageId, ProtobufReader};
use tidings_schema::{SchemaReader, ValidateOptions, example, validate};
use tidings_source::{DiskFiles, Sources};

use crate::support::{Document, shown};

/// Reads every entry of `schemas` by itself: its canonical text, and the findings of all.
fn read(sources: &Sources) -> String {
    let mut reader = ProtobufReader::new(sources);
    let schemas = sources.root().unwrap().get("schemas").unwrap().entries();
    let ids: Vec<(&str, Option<ProtobufMessageId>)> = schemas
        .map(|entry| (entry.key, reader.read(entry.value)))
        .collect();
    let (graph, findings) = reader.finish();
    let mut text = String::new();
    for (name, id) in ids {
        let canonical = id.map_or("nothing".to_owned(), |id| graph.canonical(id));
        writeln!(text, "{name}: {canonical}").unwrap();
        let Some(id) = id else {
            continue;
        };
        let message = graph.message(id);
        let names = message
            .fields
            .iter()
            .map(|field| (&field.location, &*field.name));
        let own = message.full_name.rsplit('.').next().unwrap();
        for (location, name) in names.chain([(&message.location, own)]) {
            let source = sources.file(location.span.file).tree.text();
            assert_eq!(&source[location.span.range()], name);
        }
    }
    text + "\n" + &shown(sources, &findings)
}

#[test]
fn texts_of_fixtures() {
    insta::glob!("fixtures/protobuf/cases/*.yaml", |path| {
        let document = Document::yaml(&std::fs::read_to_string(path).unwrap());
        insta::assert_snapshot!(read(document.sources()));
    });
}

#[test]
fn texts_in_several_files() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/fixtures/protobuf/files");
    let (sources, findings) = Sources::link(&DiskFiles::new(folder), "schemas.yaml");
    assert!(findings.is_empty(), "{findings:?}");
    insta::assert_snapshot!(read(&sources));
}

#[test]
fn nothing_nests_too_deep() {
    let messages = "message A { ".repeat(100_000);
    let option = format!(
        "message A {{ int32 a = 1 [(x) = {}]; }}",
        "{ a: ".repeat(100_000)
    );
    let list = format!(
        "message A {{ int32 a = 1 [(x) = {{ a: {} }}]; }}",
        "[".repeat(100_000)
    );
    for text in [messages, option, list] {
        let text = format!("syntax = \"proto3\";\n{text}\n");
        let quoted = format!("{text:?}");
        let document = Document::json(&format!("{{\"schemas\": {{\"deep\": {quoted}}}}}"));
        assert!(read(document.sources()).contains("E201 error"));
    }
}

/// Each `schema` of the fixture, with `values` that its JSON shape allows and `others` that it refuses.
#[test]
fn values_fit_the_json_shape() {
    let document = Document::yaml(include_str!("fixtures/protobuf/values.yaml"));
    for case in document.root().items() {
        let name = case.get("name").unwrap().as_str().unwrap();
        let mut schemas = SchemaReader::new(document.sources());
        let mut reader = ProtobufReader::new(document.sources());
        let id = reader.read(case.get("schema").unwrap());
        let shape = id.map(|id| reader.json_shape(id, &mut schemas));
        let (_, findings) = reader.finish();
        assert!(findings.is_empty(), "{name}: {findings:?}");
        let shape = shape.unwrap();
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
