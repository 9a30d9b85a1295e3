//! `tidings schema compare`: answers about two schemas, and about many pairs.

use serde_json::{Value, json};

use crate::tidings::{Folder, Run, run, run_with_input};

const ORDER: &str = "schema/order.schema.yaml";

/// The answers of the line `line`, which keep the published schema.
#[track_caller]
fn answers(line: &str) -> Value {
    let answers: Value = serde_json::from_str(line).expect("one JSON document");
    let schema = include_str!("../../schema/compare-1.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    let validator = jsonschema::validator_for(&schema).expect("the schema is usable");
    let errors = validator.iter_errors(&answers);
    let errors: Vec<String> = errors.map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{line}: {errors:#?}");
    answers
}

/// The answers to a batch, line by line.
#[track_caller]
fn batch(lines: &str) -> Vec<Value> {
    let run = run_with_input(&["schema", "compare", "--jsonl", "-"], lines).expect(0);
    assert_eq!(run.stderr, "");
    run.stdout.lines().map(answers).collect()
}

/// The answers to the pair `old` and `new` as the line of a batch.
#[track_caller]
fn pair(old: &Value, new: &Value, draft: &str) -> Value {
    let line = json!({ "old": old, "new": new, "draft": draft });
    let answers = batch(&line.to_string());
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0].get("error"), None, "{line}");
    answers[0].clone()
}

#[track_caller]
fn check_words(answers: &Value, backward: &str, forward: &str) {
    assert_eq!(answers["backward"], backward, "{answers}");
    assert_eq!(answers["forward"], forward, "{answers}");
}

#[test]
fn equal_schemas_accept_the_same() {
    let run = run(&["schema", "compare", ORDER, ORDER, "--format", "json"]).expect(0);
    let answers = answers(&run.stdout);
    assert_eq!(
        answers,
        json!({
            "backward": "yes", "forward": "yes",
            "backward_witness": null, "forward_witness": null,
            "backward_reason": null, "forward_reason": null,
        })
    );
}

#[test]
fn each_line_of_a_batch_has_its_answer_in_its_place() {
    let lines = r#"{"id":"a","old":{"type":"string"},"new":{"type":"string"}}
{"id":12345678901234567890123,"old":true,"new":true}
not json

[1]
{"id":{"deep":[1.50]},"old":{}}
{"id":null,"old":{},"new":7}
{"id":"b","old":{},"new":{},"draft":"99"}
{"id":"c","old":{},"new":{},"draft":4,"comment":"unknown fields are nobody's business"}
{"id":"d","old":{},"new":{}"#;
    let run = run_with_input(&["schema", "compare", "--jsonl", "-"], lines).expect(0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 10, "{}", run.stdout);
    let told: Vec<(Value, Value, bool)> = lines
        .iter()
        .map(|line| {
            let line = answers(line);
            let is_error = line.get("error").is_some();
            (line["id"].clone(), line["backward"].clone(), is_error)
        })
        .collect();
    assert!(lines[1].starts_with(r#"{"id":12345678901234567890123,"#));
    assert!(lines[5].starts_with(r#"{"id":{"deep":[1.50]},"#));
    let words: Vec<(&str, bool)> = told
        .iter()
        .map(|(_, word, is_error)| (word.as_str().expect("a word"), *is_error))
        .collect();
    let answered = ("yes", false);
    let refused = ("unknown", true);
    assert_eq!(
        words,
        [
            answered, answered, refused, refused, refused, refused, refused, refused, answered,
            refused
        ]
    );
    assert_eq!(told[7].0, "b");
}

#[test]
fn formats_that_are_not_known_are_named() {
    let old = json!({ "properties": { "a": { "format": "binary" }, "b": { "format": "idn-hostname" }, "c": { "format": "date" } } });
    let line = json!({ "old": old, "new": true }).to_string();
    for (formats, named) in [
        ("assert", json!(["binary", "idn-hostname"])),
        ("annotate", Value::Null),
    ] {
        let arguments = ["schema", "compare", "--formats", formats, "--jsonl", "-"];
        let run = run_with_input(&arguments, &line).expect(0);
        let answers = answers(&run.stdout);
        let forward = if formats == "assert" { "no" } else { "yes" };
        check_words(&answers, "yes", forward);
        assert_eq!(answers["unknown_formats"], named);
    }
    let folder = Folder::new("formats-that-are-not-known");
    let old = folder.write("old.json", &old.to_string());
    let old = old.to_str().expect("a path of letters");
    let run = run(&["schema", "compare", old, old, "--formats", "assert"]).expect(0);
    let named =
        "The formats `binary`, `idn-hostname` are not known, so they demand nothing here.\n";
    assert!(run.stdout.contains(named), "{}", run.stdout);
}

/// What gives a schema a name or an address is another keyword in each draft.
#[test]
fn the_draft_of_a_line_says_what_names_a_schema() {
    let integer = json!({ "type": "integer" });
    for (draft, reference, address, named) in [
        ("4", "$ref", "#whole", json!({ "id": "#whole" })),
        (
            "4",
            "$ref",
            "http://schemas.example/whole",
            json!({ "id": "http://schemas.example/whole" }),
        ),
        ("6", "$ref", "#whole", json!({ "$id": "#whole" })),
        ("7", "$ref", "#whole", json!({ "$id": "#whole" })),
        ("2019-09", "$ref", "#whole", json!({ "$anchor": "whole" })),
        ("2020-12", "$ref", "#whole", json!({ "$anchor": "whole" })),
        (
            "2020-12",
            "$dynamicRef",
            "#whole",
            json!({ "$dynamicAnchor": "whole" }),
        ),
    ] {
        let mut whole = named;
        whole["type"] = json!("integer");
        let old = json!({ reference: address, "definitions": { "whole": whole } });
        let answers = pair(&old, &integer, draft);
        check_words(&answers, "yes", "yes");
    }
}

#[test]
fn a_schema_that_cannot_be_read_whole_is_not_judged() {
    for (schema, pointer) in [
        (json!({ "minLength": -1 }), "/minLength"),
        (json!({ "pattern": "(" }), "/pattern"),
        (
            json!({ "properties": { "a": { "$ref": "#/definitions/none" } } }),
            "/properties/a/$ref",
        ),
        (
            json!({ "$ref": "https://schemas.example/order.json" }),
            "/$ref",
        ),
    ] {
        let answers = pair(&schema, &schema, "7");
        check_words(&answers, "unknown", "unknown");
        assert_eq!(answers["backward_reason"]["pointer"], pointer, "{schema}");
        assert_eq!(answers["backward_reason"]["schema"], "old", "{schema}");
    }
}

#[test]
fn a_batch_that_cannot_be_read_is_told() {
    let run = run(&["schema", "compare", "--jsonl", "schema/none.jsonl"]).expect(3);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("error[unreadable]"), "{}", run.stderr);
}

#[test]
fn a_batch_may_go_from_file_to_file() {
    let folder = Folder::new("compare-batch");
    let pairs = folder.write("pairs.jsonl", "{\"id\":1,\"old\":true,\"new\":true}\n");
    let output = folder.path().join("answers.jsonl");
    let [pairs, to] = [&pairs, &output].map(|path| path.to_string_lossy());
    let run = run(&["schema", "compare", "--jsonl", &pairs, "--output", &to]).expect(0);
    assert_eq!(run.stdout, "");
    let written = std::fs::read_to_string(output).expect("the answers");
    check_words(&answers(&written), "yes", "yes");
}

#[test]
fn files_that_cannot_be_read_are_told_in_every_format() {
    let compare = |format: &str| -> Run {
        run(&[
            "schema",
            "compare",
            ORDER,
            "schema/none.json",
            "--format",
            format,
        ])
    };
    let human = compare("human").expect(3);
    assert_eq!(human.stdout, "");
    assert!(
        human.stderr.contains("error[unreadable]"),
        "{}",
        human.stderr
    );
    let json = compare("json").expect(3);
    let answers = answers(&json.stdout);
    check_words(&answers, "unknown", "unknown");
    assert_eq!(answers["backward_reason"]["schema"], "new");
    compare("sarif").expect(2);
}

#[test]
fn usage_is_checked() {
    run(&["schema", "compare"]).expect(2);
    run(&["schema", "compare", ORDER]).expect(2);
    run(&["schema", "compare", ORDER, ORDER, "--jsonl", "-"]).expect(2);
    run(&["schema", "compare", "-", "-"]).expect(2);
    run(&["schema", "compare", ORDER, ORDER, "--dialect", "8"]).expect(2);
    run(&["schema", "compare", ORDER, "schema/api.yaml"]).expect(2);
}

#[test]
fn schemas_are_found_in_contracts_and_on_standard_input() {
    let name = "schema/api.yaml#/components/schemas/Name";
    let run = run(&["schema", "compare", name, name, "--format", "jsonl"]).expect(0);
    check_words(&answers(&run.stdout), "yes", "yes");
    let arguments = ["schema", "compare", "-", name, "--format", "jsonl"];
    let run = run_with_input(&arguments, "{ type: string, maxLength: -1 }").expect(1);
    let answers = answers(&run.stdout);
    check_words(&answers, "unknown", "unknown");
    assert!(
        run.stderr.contains("error[schema-invalid]"),
        "{}",
        run.stderr
    );
}

#[test]
fn schemas_in_other_languages_are_compared_with_their_own_kind() {
    for file in ["schema/lamp.avsc", "schema/lamp.proto"] {
        let same = run(&["schema", "compare", file, file, "--format", "json"]).expect(0);
        check_words(&answers(&same.stdout), "yes", "yes");
        let other = run(&["schema", "compare", file, ORDER, "--format", "json"]).expect(0);
        let answers = answers(&other.stdout);
        check_words(&answers, "unknown", "unknown");
    }
    check_words(&pair(&json!("int"), &json!("int"), "avro"), "yes", "yes");
    let lamp = json!("syntax = \"proto3\"; message Lamp { string id = 1; }");
    check_words(&pair(&lamp, &lamp, "protobuf"), "yes", "yes");
}

#[test]
fn people_see_the_value_and_both_places() {
    let folder = Folder::new("compare-contracts");
    let contract = |name: &str, most: &str| {
        let text = format!(
            "asyncapi: 3.0.0\ninfo: {{ title: Orders, version: 1.0.0 }}\ncomponents:\n  schemas:\n    \
             Order:\n      type: object\n      required: [quantity]\n      properties:\n        \
             quantity: {{ type: integer, maximum: {most} }}\n"
        );
        let path = folder.write(name, &text);
        format!("{}#/components/schemas/Order", path.display())
    };
    let (old, new) = (contract("old.yaml", "200"), contract("new.yaml", "100"));
    let run = run(&["schema", "compare", &old, &new]).expect(0);
    assert_eq!(run.stderr, "");
    for part in [
        "old → new: no, some values of the old schema are not valid under the new one",
        "      \"quantity\": 101\n",
        "refused by new: /quantity: 101 is greater than 100",
        "new.yaml:9:36",
        "accepted by old: `maximum` demands no more",
        "old.yaml:9:36",
        "new → old: yes",
        "Writers can change to the new schema first",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
}

#[test]
fn each_break_is_shown_for_its_own_reason() {
    let old = r#"{ "properties": { "a": {}, "b": {} }, "type": "object" }"#;
    let new = r#"{ "properties": { "a": { "type": "string" }, "b": { "maxLength": 2 } } }"#;
    let folder = Folder::new("compare-breaks");
    let [old, new] = [("old.json", old), ("new.json", new)]
        .map(|(name, text)| folder.write(name, text).to_string_lossy().into_owned());
    let run = run(&["schema", "compare", &old, &new]).expect(0);
    let values: Vec<&str> = run
        .stdout
        .lines()
        .take_while(|line| !line.starts_with("new → old"))
        .filter_map(|line| line.strip_prefix("      "))
        .filter(|line| line.starts_with('"'))
        .collect();
    assert_eq!(values, [r#""a": null"#, r#""b": "aaa""#], "{}", run.stdout);
}

#[test]
fn whole_numbers_are_written_out() {
    let line = r#"{"old":{"type":"integer"},"new":{"maximum":1e30}}"#;
    let run = run_with_input(&["schema", "compare", "--jsonl", "-"], line).expect(0);
    let written = r#""instance":1000000000000000000000000000001,"#;
    assert!(run.stdout.contains(written), "{}", run.stdout);
}

#[test]
fn no_demand_is_told_twice_as_a_reason_of_its_own() {
    let folder = Folder::new("compare-reasons");
    let old = folder.write("old.json", "{}");
    let new = r#"{ "allOf": [{ "type": "object" }, { "oneOf": [{ "enum": ["", "b"] }, { "not": { "maxLength": 0 } }] }] }"#;
    let new = folder.write("new.json", new);
    let [old, new] = [&old, &new].map(|path| path.to_string_lossy());
    let run = run(&["schema", "compare", &old, &new]).expect(0);
    assert_eq!(
        run.stdout.matches("is not an object").count(),
        1,
        "{}",
        run.stdout
    );
}

#[test]
fn long_values_lose_their_middle_for_people_only() {
    let folder = Folder::new("compare-long");
    let old = folder.write("old.json", r#"{ "type": "string", "minLength": 3000 }"#);
    let new = folder.write("new.json", r#"{ "maxLength": 4 }"#);
    let [old, new] = [&old, &new].map(|path| path.to_string_lossy());
    let human = run(&["schema", "compare", &old, &new]).expect(0);
    assert!(
        human.stdout.contains("…(2840 characters left out)…"),
        "{}",
        human.stdout
    );
    let json = run(&["schema", "compare", &old, &new, "--format", "json"]).expect(0);
    let answers = answers(&json.stdout);
    let instance = answers["backward_witness"]["instance"].as_str();
    assert_eq!(instance.map(str::len), Some(3000));
}

#[test]
fn a_text_of_several_messages_says_how_to_choose() {
    let lamps = json!(
        "syntax = \"proto3\"; message Lamp { string id = 1; } message Moth { string id = 1; }"
    );
    let answers = pair(&lamps, &lamps, "protobuf");
    check_words(&answers, "unknown", "unknown");
    let message = answers["backward_reason"]["message"].as_str();
    let message = message.expect("a reason");
    assert!(message.starts_with("nothing says which message is meant: `Lamp`, `Moth`; "));
    assert!(message.contains("`file.proto#Lamp`"), "{message}");
}

#[test]
fn what_a_terminal_would_obey_is_escaped() {
    let hostile = json!({ "const": "\u{9b}31m\u{202e}" });
    let line = json!({ "old": hostile, "new": { "maxLength": 1 } }).to_string();
    let run = run_with_input(&["schema", "compare", "--jsonl", "-"], &line).expect(0);
    assert!(run.stdout.contains(r"\u009b31m\u202e"), "{}", run.stdout);
    let line = json!({ "old": { "const": "\u{2028}\u{2029}" }, "new": false }).to_string();
    let separators = run_with_input(&["schema", "compare", "--jsonl", "-"], &line).expect(0);
    assert!(
        separators.stdout.contains(r#""instance":"\u2028\u2029""#),
        "{}",
        separators.stdout
    );
    assert!(!separators.stdout.contains(['\u{2028}', '\u{2029}']));
    assert!(!run.stdout.contains('\u{9b}'), "{}", run.stdout);
}

#[test]
fn formats_are_languages_where_that_is_asked_for() {
    let (old, new) = (json!({ "type": "string" }), json!({ "format": "date" }));
    let line = json!({ "old": old, "new": new }).to_string();
    let compare = |how: &str| {
        let arguments = ["schema", "compare", "--jsonl", "-", "--formats", how];
        answers(&run_with_input(&arguments, &line).expect(0).stdout)
    };
    check_words(&compare("annotate"), "yes", "no");
    check_words(&compare("assert"), "no", "no");
}
