//! `tidings model`: what other people's tools see of a contract.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::tidings::{Folder, run, run_with_input};

fn schema() -> Value {
    let schema = include_str!("../../schema/model-1.json");
    serde_json::from_str(schema).expect("the schema is JSON")
}

/// The model of the contract at `path`, which keeps its schema and leads nowhere but into itself.
#[track_caller]
fn model(path: &str) -> Value {
    let model = run(&["model", path]).expect(0).json();
    check(&model);
    model
}

#[track_caller]
fn check(model: &Value) {
    let schema = schema();
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    let validator = jsonschema::validator_for(&schema).expect("the schema is usable");
    let errors: Vec<String> = validator
        .iter_errors(model)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let schemas = model["schemas"].as_object().expect("schemas by name");
    for (name, schema) in schemas {
        jsonschema::draft202012::meta::validate(schema)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let mut references = BTreeSet::new();
    collect_references(&model["schemas"], &mut references);
    for reference in references {
        let pointer = reference
            .strip_prefix('#')
            .expect("a reference into the model");
        assert!(
            model.pointer(pointer).is_some(),
            "{reference} leads nowhere"
        );
    }
}

fn collect_references(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::String(reference)) = entries.get("$ref") {
                references.insert(reference.clone());
            }
            for value in entries.values() {
                collect_references(value, references);
            }
        }
        Value::Array(items) => {
            for value in items {
                collect_references(value, references);
            }
        }
        _ => {}
    }
}

/// `value` without places, which are of no interest to a comparison.
fn without_places(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let entries = entries.iter();
            let kept = entries.filter(|(key, _)| *key != "origin" && *key != "x-tidings-origin");
            kept.map(|(key, value)| (key.clone(), without_places(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(without_places).collect(),
        other => other.clone(),
    }
}

#[test]
fn elements_lead_to_each_other_by_position_and_to_schemas_by_name() {
    let model = model("model.yaml");
    let operation = &model["operations"][0];
    assert_eq!(operation["action"], "receive");
    assert_eq!(operation["key"], "onSwitched");
    let position = |value: &Value| value.as_u64().expect("a position") as usize;
    let channel = &model["channels"][position(&operation["channel"])];
    assert_eq!(channel["address"], "lights.{street}.switched");
    assert_eq!(channel["parameters"][0]["values"], json!(["main", "high"]));
    let message = &model["messages"][position(&operation["messages"][0])];
    assert_eq!(message["content_type"], "application/json");
    assert_eq!(message["payload"]["schema"], "Switched");
    assert_eq!(
        message["correlation"]["location"],
        "$message.header#/request"
    );
    assert_eq!(message["bindings"]["kafka"]["bindingVersion"], "0.5.0");
    assert_eq!(model["servers"][0]["protocol"], "kafka");
    let requirement = &model["servers"][0]["security"][0]["schemes"][0];
    let scheme = &model["security_schemes"][position(&requirement["scheme"])];
    assert_eq!(scheme["type"], "scramSha256");
}

#[test]
fn schemas_end_at_names_and_numbers_keep_their_digits() {
    let text = run(&["model", "model.yaml"]).expect(0).stdout;
    assert!(text.contains("12345678901234567890.5"), "{text}");
    let model = model("model.yaml");
    let schemas = without_places(&model["schemas"]);
    assert_eq!(
        schemas["Group"],
        json!({
            "type": "object",
            "properties": {
                "lamps": { "type": "array", "items": { "type": "string" }, "minItems": 1 },
                "inner": { "$ref": "#/schemas/Group" },
            },
            "additionalProperties": false,
        })
    );
    assert_eq!(schemas["Alias"], json!({ "$ref": "#/schemas/Group" }));
    let state = &schemas["Switched"]["properties"]["state"];
    assert_eq!(state, &json!({ "$ref": "#/schemas/State" }));
    let origin = &model["schemas"]["State"]["x-tidings-origin"];
    assert_eq!(
        origin["pointer"],
        "/components/schemas/Switched/definitions/State"
    );
    assert_eq!(origin["file"], "model.yaml");
}

#[test]
fn asyncapi_2_looks_like_3() {
    let text = "\
asyncapi: 2.6.0
info: { title: Lights, version: 1.0.0 }
channels:
  lights/switched:
    publish:
      operationId: onSwitched
      message: { messageId: switched, payload: { type: boolean } }
";
    let model = run_with_input(&["model", "-"], text).expect(0).json();
    check(&model);
    assert_eq!(model["asyncapi"], "2.6.0");
    assert_eq!(model["channels"][0]["address"], "lights/switched");
    // What others publish to the application, the application receives.
    assert_eq!(model["operations"][0]["action"], "receive");
    assert_eq!(model["operations"][0]["operation_id"], "onSwitched");
    assert_eq!(model["messages"][0]["message_id"], "switched");
}

#[test]
fn every_contract_of_the_project_has_a_model() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let orders = specs.join("orders/asyncapi.yaml");
    let model = model(&orders.to_string_lossy());
    assert!(model["schemas"].as_object().expect("schemas").len() > 10);
}

#[test]
fn problems_go_to_standard_error_and_decide_the_status() {
    let broken = run(&["model", "misspelt.yaml"]).expect(1);
    check(&broken.json());
    assert!(
        broken.stderr.contains("error[unknown-field]"),
        "{}",
        broken.stderr
    );
    let quiet = run(&["model", "misspelt.yaml", "-q"]).expect(1);
    assert_eq!(quiet.stderr, "");
    let missing = run(&["model", "missing.yaml"]).expect(3);
    assert_eq!(missing.stdout, "");
    assert!(
        missing.stderr.contains("error[unreadable]"),
        "{}",
        missing.stderr
    );
}

#[test]
fn the_model_goes_to_a_file_as_well() {
    let folder = Folder::new("model-output");
    let path = folder.path().join("model.json");
    run(&["model", "model.yaml", "--output", &path.to_string_lossy()]).expect(0);
    let text = std::fs::read_to_string(path).expect("the output");
    check(&serde_json::from_str(&text).expect("JSON"));
}
