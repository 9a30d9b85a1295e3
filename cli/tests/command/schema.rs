//! `tidings schema`: one schema, its instances, and examples of it.

use crate::tidings::{Folder, run, run_with_input};

const ORDER: &str = "schema/order.schema.yaml";
const API: &str = "schema/api.yaml";

#[track_caller]
fn check_instance(schema: &str, instance: &str, status: i32) {
    run_with_input(&["schema", "validate", schema, "-"], instance).expect(status);
}

#[test]
fn a_valid_instance_is_clean() {
    let run = run(&["schema", "validate", ORDER, "schema/order.json"]).expect(0);
    assert_eq!(run.stdout, "2 files are clean\n");
}

#[test]
fn both_places_of_a_failure_are_shown() {
    let run = run(&["schema", "validate", ORDER, "schema/too-many.json"]).expect(1);
    for part in [
        "error[instance-invalid]: /lines/0/quantity: 101 is greater than 100",
        "schema/too-many.json:4:33",
        "schema/line.schema.yaml:8:5",
        "`maximum` demands it",
        "/note: the property `note` is not allowed",
        "schema/too-many.json:6:3",
        "schema/order.schema.yaml:9:1",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
}

#[test]
fn programs_get_pointers_into_instance_and_schema() {
    let arguments = ["schema", "validate", ORDER, "schema/too-many.json"];
    let findings = run(&[&arguments[..], &["--format", "json"]].concat())
        .expect(1)
        .findings();
    let finding = &findings["findings"][0];
    assert_eq!(finding["rule"], "instance-invalid");
    assert_eq!(finding["file"], "schema/too-many.json");
    assert_eq!(finding["pointer"], "/lines/0/quantity");
    assert_eq!(finding["related"][0]["file"], "schema/line.schema.yaml");
    assert_eq!(
        finding["related"][0]["pointer"],
        "/properties/quantity/maximum"
    );
    assert_eq!(findings["summary"]["files"], 2);
}

#[test]
fn several_instances_are_judged_in_one_call() {
    let files = [
        "schema/order.json",
        "schema/too-many.json",
        "schema/line.schema.yaml",
    ];
    let arguments = [&["schema", "validate", ORDER], &files[..]].concat();
    let run = run(&arguments).expect(1);
    assert!(run.stdout.contains("4 files"), "{}", run.stdout);
}

#[test]
fn instances_may_be_yaml_or_standard_input() {
    let name = "schema/api.yaml#/components/schemas/Name";
    check_instance(name, "Ann", 0);
    check_instance(name, "\"Johanna\"", 1);
    check_instance(name, "7", 1);
    check_instance(name, "", 3);
    check_instance(name, "{", 3);
}

#[test]
fn a_schema_in_a_document_is_in_the_language_of_its_place() {
    check_instance(
        "schema/api.yaml#/components/messages/Placed/payload",
        "Ann",
        0,
    );
    check_instance(
        "schema/api.yaml#/components/messages/Placed/payload",
        "null",
        1,
    );
    check_instance(
        "schema/api.yaml#/components/messages/Old/payload",
        "null",
        0,
    );
    check_instance(
        "schema/api.yaml#/components/messages/Measured/payload",
        "{lux: 7}",
        0,
    );
    check_instance(
        "schema/api.yaml#/components/messages/Measured/payload",
        "{lux: x}",
        1,
    );
}

#[test]
fn a_schema_may_be_in_a_file_of_another_language() {
    for file in ["schema/lamp.avsc", "schema/lamp.proto"] {
        check_instance(file, "{lamp: hall-1, on: true}", 0);
        check_instance(file, "{lamp: hall-1, on: 5}", 1);
        let example = run(&["schema", "example", file]).expect(0);
        run_with_input(&["schema", "validate", file, "-"], &example.stdout).expect(0);
    }
    check_instance("schema/lamp.proto#Place", "{hall: north}", 0);
    check_instance("schema/lamp.proto#Plaec", "{hall: north}", 1);
}

#[test]
fn the_dialect_can_be_stated() {
    let schema = "schema/line.schema.yaml";
    let run = |dialect: &str| run(&["schema", "validate", schema, "--dialect", dialect]);
    run("2020-12").expect(0);
    run("openapi-3.0").expect(0);
    run("draft-99").expect(2);
}

#[test]
fn formats_can_be_annotations() {
    let with = |how: &str, status| {
        let arguments = ["schema", "validate", ORDER, "-", "--formats", how];
        run_with_input(&arguments, "{id: x, lines: []}").expect(status);
    };
    with("assert", 1);
    with("annotate", 0);
}

#[test]
fn without_instances_the_schema_itself_is_checked() {
    run(&["schema", "validate", ORDER]).expect(0);
    let swapped = run(&[
        "schema",
        "validate",
        "schema/api.yaml#/components/schemas/Swapped",
    ]);
    let swapped = swapped.expect(1);
    assert!(
        swapped.stdout.contains("error[range-inverted]"),
        "{}",
        swapped.stdout
    );
}

#[test]
fn what_is_no_schema_is_told() {
    let says = |schema: &str, status, part: &str| {
        let run = run(&["schema", "validate", schema]).expect(status);
        let text = run.stdout + &run.stderr;
        assert!(text.contains(part), "{schema}: {text}");
    };
    says(API, 2, "name a schema in it");
    says(
        "schema/api.yaml#/components/messages/Placed",
        2,
        "is a message",
    );
    says(
        "schema/api.yaml#/components/messages/Drawn/payload",
        2,
        "are not read",
    );
    says(
        "schema/api.yaml#/components/schemas/Nmae",
        1,
        "did you mean",
    );
    says("schema/nowhere.yaml", 3, "cannot be read");
    let run = run_with_input(&["schema", "validate", "-", "-"], "{}").expect(2);
    assert!(run.stderr.contains("only once"), "{}", run.stderr);
}

#[test]
fn an_example_is_an_instance() {
    let example = run(&["schema", "example", ORDER]).expect(0);
    assert!(
        example.stdout.starts_with("{\n  \"id\": \""),
        "{}",
        example.stdout
    );
    run_with_input(&["schema", "validate", ORDER, "-"], &example.stdout).expect(0);
    let again = run(&["schema", "example", ORDER]).expect(0);
    assert_eq!(example.stdout, again.stdout);
}

#[test]
fn several_examples_are_lines_and_differ() {
    let several = run(&["schema", "example", ORDER, "--count", "5"]).expect(0);
    let mut lines: Vec<&str> = several.stdout.lines().collect();
    assert_eq!(lines.len(), 5);
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), 5);
    let other = run(&["schema", "example", ORDER, "--count", "5", "--seed", "9"]).expect(0);
    assert_ne!(several.stdout, other.stdout);
    let json = run(&[
        "schema", "example", ORDER, "--count", "2", "--format", "json",
    ]);
    let json = json.expect(0).json();
    assert_eq!(json["version"], 1);
    assert_eq!(json["examples"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_schema_without_example_says_why() {
    let never = "schema/api.yaml#/components/schemas/Never";
    let run = run(&["schema", "example", never, "--format", "json"]).expect(1);
    let findings = run.findings();
    assert_eq!(findings["findings"][0]["rule"], "schema-without-example");
    assert_eq!(
        findings["findings"][0]["pointer"],
        "/components/schemas/Never"
    );
}

#[test]
fn other_languages_are_told_in_their_own_terms() {
    let folder = Folder::new("schema-terms");
    let avro = folder.write(
        "lamp.avsc",
        r#"{ "type": "record", "name": "Lamp", "fields": [{ "name": "id", "type": ["int", { "type": "array", "items": "int" }] }] }"#,
    );
    let protobuf = folder.write(
        "lamp.proto",
        "syntax = \"proto3\";\nmessage Lamp { int64 id = 1; oneof light { bool on = 2; int32 dim = 3; } }\n",
    );
    for (schema, instance, message) in [
        (
            &avro,
            r#"{"id":true}"#,
            "/id: is a value of no type of the union",
        ),
        (
            &protobuf,
            r#"{"id":"x"}"#,
            "/id: is not written as values of this type are in the JSON form of Protocol Buffers",
        ),
        (
            &protobuf,
            r#"{"on":true,"dim":3}"#,
            "has several fields of one `oneof`",
        ),
    ] {
        let arguments = ["schema", "validate", &schema.to_string_lossy(), "-"];
        let run = run_with_input(&arguments, instance).expect(1);
        assert!(run.stdout.contains(message), "{}", run.stdout);
        assert!(run.stdout.contains("the type is declared here"));
        for keyword in ["anyOf", "oneOf", "pattern"] {
            assert!(!run.stdout.contains(keyword), "{keyword}\n{}", run.stdout);
        }
    }
}

#[test]
fn endless_types_of_other_languages_cite_no_json_schema() {
    let folder = Folder::new("schema-endless");
    let node =
        r#"{ "type": "record", "name": "Node", "fields": [{ "name": "next", "type": "Node" }] }"#;
    let node = folder.write("node.avsc", node);
    let run = run_with_input(&["schema", "validate", &node.to_string_lossy(), "-"], "{}").expect(1);
    assert!(
        run.stdout.contains("error[recursive-required]"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("JSON Schema"), "{}", run.stdout);
}
