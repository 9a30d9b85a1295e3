//! What the embedded validator refuses is told, and told where it stands.
#![cfg(feature = "residual")]

use serde_json::json;
use tidings_check::{Path, StaticSchema, Violations, residual};

#[track_caller]
fn check(schema: &'static str, value: &serde_json::Value, expected: &[&str]) {
    let schema = StaticSchema::new(schema);
    let mut violations = Violations::all();
    residual(value, &schema, &Path::root(), &mut violations);
    let told: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(told, expected);
}

#[test]
fn items_that_no_schema_describes_are_told_by_their_place() {
    let schema = r#"{"$schema":"https://json-schema.org/draft/2020-12/schema",
        "prefixItems":[{"type":"string"}],"unevaluatedItems":false}"#;
    check(schema, &json!(["a"]), &[]);
    check(
        schema,
        &json!(["a", 1, 1]),
        &[
            "(root): item 1 is not allowed, because no schema describes it",
            "(root): item 2 is not allowed, because no schema describes it",
        ],
    );
}
