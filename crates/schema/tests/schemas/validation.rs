//! What validation says about instances: each fixture holds a schema and instances by name.

use std::fmt::Write;

use tidings_schema::{
    Formats, Judge, Literal, SchemaGraph, SchemaId, SchemaReader, ValidateOptions, validate,
    validate_literal,
};
use tidings_source::REF_SIBLINGS;
use tidings_syntax::Value;

use crate::support::Document;

fn read(document: &Document) -> (SchemaGraph, SchemaId) {
    let mut reader = SchemaReader::new(document.sources());
    let schema = document.root().get("schema").unwrap_or(document.root());
    let id = reader.read(schema);
    let (graph, mut findings) = reader.finish();
    // That keywords beside a reference are ignored is what some fixtures are about.
    findings.retain(|finding| *finding.rule != REF_SIBLINGS);
    assert_eq!(findings, [], "the fixture's schema is in order");
    (graph, id)
}

/// The failures as lines: keyword, place, message; also that a detached instance is judged alike.
fn shown(graph: &SchemaGraph, schema: SchemaId, instance: Value<'_>) -> String {
    let options = ValidateOptions::default();
    let failures = validate(graph, schema, instance, &options);
    let detached = validate_literal(graph, schema, &Literal::from(instance), &options);
    let holds_only_json = !instance.tree().text()[instance.span().range()].contains(".inf");
    let mut text = String::new();
    for (index, failure) in failures.iter().enumerate() {
        let schema = failure.schema.pointer.as_deref().unwrap();
        writeln!(
            text,
            "  {}: {}\n    {schema}",
            failure.pointer, failure.message
        )
        .unwrap();
        let location = failure.location.as_ref().unwrap();
        let base = instance.pointer();
        assert!(
            location.pointer.as_deref().unwrap() == base + &failure.pointer,
            "{failure:?}"
        );
        if holds_only_json {
            assert_eq!(detached[index].message, failure.message);
            assert_eq!(detached[index].pointer, failure.pointer);
        }
    }
    text
}

#[test]
fn failures_of_fixtures() {
    insta::glob!("fixtures/validation/*.yaml", |path| {
        let document = Document::yaml(&std::fs::read_to_string(path).unwrap());
        let (graph, schema) = read(&document);
        let mut text = String::new();
        for instance in document.root().get("instances").unwrap().entries() {
            let failures = shown(&graph, schema, instance.value);
            assert_eq!(failures.is_empty(), instance.key == "valid", "{failures}");
            writeln!(text, "{}\n{failures}", instance.key).unwrap();
        }
        insta::assert_snapshot!(text);
    });
}

#[test]
fn formats_can_be_annotations() {
    let document = Document::yaml("{schema: {format: date}, instance: tomorrow}");
    let (graph, schema) = read(&document);
    let instance = document.root().get("instance").unwrap();
    let judge = |formats| validate(&graph, schema, instance, &ValidateOptions { formats }).len();
    assert_eq!(judge(Formats::Assert), 1);
    assert_eq!(judge(Formats::Annotate), 0);
}

/// Schemas made to exhaust their reader or judge: both come back, by a limit of depth or of steps.
#[test]
fn hostile_schemas_come_to_an_end() {
    let chain = |step: &dyn Fn(usize) -> String| {
        let definitions: Vec<_> = (0..3_000)
            .map(|index| format!("\"d{index}\": {}", step(index + 1)))
            .collect();
        format!(
            "{{\"definitions\": {{{}, \"d3000\": {{\"type\": \"string\"}}}}, \"$ref\": \"#/definitions/d0\"}}",
            definitions.join(",\n")
        )
    };
    let deep = chain(&|next| format!("{{\"allOf\": [{{\"$ref\": \"#/definitions/d{next}\"}}]}}"));
    let wide = chain(&|next| {
        let twice = format!("{{\"$ref\": \"#/definitions/d{next}\"}}");
        let next = if next % 20 == 0 {
            "true".to_owned()
        } else {
            twice
        };
        format!("{{\"anyOf\": [{next}, {next}, false], \"allOf\": [{next}, {next}]}}")
    });
    let references = chain(&|next| format!("{{\"$ref\": \"#/definitions/d{next}\"}}"));
    for (text, message) in [
        (deep, "is nested too deeply to be checked"),
        (references, "5 is not a string"),
    ] {
        let document = Document::json(&text);
        let (graph, schema) = read(&document);
        let failures = validate_literal(
            &graph,
            schema,
            &Literal::Number("5".to_owned()),
            &ValidateOptions::default(),
        );
        assert_eq!(failures[0].message, message);
    }
    let document = Document::json(&wide);
    let (graph, schema) = read(&document);
    let valid = validate_literal(&graph, schema, &Literal::Null, &ValidateOptions::default());
    assert!(
        valid
            .iter()
            .any(|failure| failure.message == "takes too many steps to be checked")
    );
}

#[test]
fn a_judge_says_nothing_of_what_takes_too_many_steps() {
    let document = Document::json(r#"{"items":{"not":{"minimum":5}}}"#);
    let (graph, schema) = read(&document);
    let number = |text: &str| Literal::Number(text.to_owned());
    let small = Literal::Array(vec![number("1"), number("9")]);
    let large = Literal::Array(vec![number("1"); 200]);
    let mut judge = Judge::new(&graph, &ValidateOptions::default(), 100);
    let failures = judge.failures(schema, &small).expect("a few steps");
    assert_eq!(failures.len(), 1);
    assert_eq!(judge.accepts(schema, &small), Some(false));
    assert_eq!(judge.accepts(schema, &large), None);
    assert_eq!(judge.failures(schema, &small), None);
}
