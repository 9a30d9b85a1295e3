//! What the embedded validator says, and of what.
#![cfg(feature = "residual")]
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tidings_check::{Path, StaticSchema, Violations, residual};

/// What `schema` says against `value`, which is to be written.
fn said(schema: &Value, value: &Value) -> Vec<String> {
    let schema = StaticSchema::new(schema.to_string().leak());
    let mut violations = Violations::all();
    residual(value, &schema, &Path::root(), &mut violations);
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn every_keyword_is_told_in_our_words() {
    let cases = [
        (json!(false), json!(1), "is not allowed"),
        (
            json!({"type": ["string", "null"]}),
            json!(1),
            "the value is not null or a string",
        ),
        (json!({"const": {"a": 1}}), json!(1), "1 is not {\"a\":1}"),
        (
            json!({"enum": ["a", 2]}),
            json!("b"),
            "\"b\" is none of \"a\", 2",
        ),
        (json!({"minimum": 2}), json!(1), "1 is less than 2"),
        (
            json!({"exclusiveMaximum": 2}),
            json!(2),
            "2 is not less than 2",
        ),
        (
            json!({"multipleOf": 0.1}),
            json!(0.25),
            "0.25 is not a multiple of 0.1",
        ),
        (
            json!({"maxLength": 1}),
            json!("ab"),
            "\"ab\" is longer than 1 character",
        ),
        (
            json!({"pattern": "^a"}),
            json!("b"),
            "the value does not match the pattern ^a",
        ),
        (
            json!({"format": "date"}),
            json!("b"),
            "\"b\" is not a valid date",
        ),
        (
            json!({"maxItems": 1}),
            json!([1, 2]),
            "has 2 items, more than 1",
        ),
        (
            json!({"uniqueItems": true}),
            json!([1, 1.0]),
            "has two items that are equal",
        ),
        (
            json!({"contains": {"type": "null"}}),
            json!([1]),
            "has no item that `contains` asks for",
        ),
        (json!({"items": false}), json!([1]), "/0: is not allowed"),
        (
            json!({"prefixItems": [true], "items": false}),
            json!([1, 2]),
            "/1: is not allowed",
        ),
        (
            json!({"unevaluatedItems": false}),
            json!(["a"]),
            "item 0 is not allowed, because no schema describes it",
        ),
        (
            json!({"required": ["a/b"]}),
            json!({}),
            "the property `a/b` is missing",
        ),
        (
            json!({"additionalProperties": false}),
            json!({"a": 1}),
            "(root): is not allowed",
        ),
        (
            json!({"unevaluatedProperties": false}),
            json!({"a": 1}),
            "the property `a` is not allowed",
        ),
        (
            json!({"propertyNames": {"maxLength": 1}}),
            json!({"ab": 1}),
            "\"ab\" is longer than 1",
        ),
        (
            json!({"dependentRequired": {"a": ["b"]}}),
            json!({"a": 1}),
            "the property `b` is missing",
        ),
        (
            json!({"minProperties": 1}),
            json!({}),
            "has 0 properties, fewer than 1",
        ),
        (
            json!({"anyOf": [false, {"type": "null"}]}),
            json!(1),
            "fits none of the 2 schemas",
        ),
        (
            json!({"oneOf": [true, {"type": "integer"}]}),
            json!(1),
            "fits 2 of the 2 schemas",
        ),
        (json!({"not": {}}), json!(1), "is what `not` excludes"),
    ];
    for (schema, value, expected) in cases {
        let said = said(&schema, &value);
        let [only] = &said[..] else {
            panic!("{schema}: {said:?}");
        };
        assert!(only.contains(expected), "{schema}: {only}");
    }
}

#[test]
fn what_stood_on_the_wire_is_judged_where_it_is_known() {
    static SCHEMA: StaticSchema =
        StaticSchema::new(r#"{"items": {"unevaluatedProperties": false}}"#);
    let root = Path::root();
    let place = root.key("a/b");
    let kept = json!([{}]);

    let mut unread = Violations::all().without_wire();
    residual(&kept, &SCHEMA, &place, &mut unread);
    assert!(unread.is_empty() && unread.misses_wire());

    let mut read = Violations::all().with_wire(Arc::new(json!({"a/b": [{"dropped": 1}]})));
    residual(&kept, &SCHEMA, &place, &mut read);
    let said: Vec<_> = read.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["/a~1b/0: the property `dropped` is not allowed, because no schema describes it"]
    );

    let mut written = Violations::all();
    residual(&kept, &SCHEMA, &place, &mut written);
    assert!(written.is_empty() && !written.misses_wire());
}

#[test]
fn secrets_are_not_shown() {
    static SCHEMA: StaticSchema = StaticSchema::new(
        r#"{"properties": {"a": {"const": "x"}, "b": {"maxLength": 1}, "c": {"enum": [1]}}}"#,
    );
    let mut violations = Violations::all();
    let path = Path::root().sensitive();
    let value = json!({"a": "secret", "b": "secret", "c": 1234});
    residual(&value, &SCHEMA, &path, &mut violations);
    assert_eq!(violations.len(), 3);
    for violation in &violations {
        let shown = violation.to_string();
        assert!(
            !shown.contains("secret") && !shown.contains("1234"),
            "{shown}"
        );
    }
}

#[test]
fn a_schema_that_does_not_compile_lets_nothing_through() {
    assert_eq!(
        said(&json!({"pattern": "("}), &json!("a")),
        ["(root): cannot be checked: its schema does not compile"]
    );
}

#[test]
fn hostile_values_cost_little() {
    let alternatives = json!({
        "$defs": {"node": {"anyOf": [
            {"properties": {"next": {"$ref": "#/$defs/node"}, "a": {"type": "string"}}, "required": ["a"]},
            {"properties": {"next": {"$ref": "#/$defs/node"}, "b": {"type": "string"}}, "required": ["b"]}
        ]}},
        "$ref": "#/$defs/node"
    });
    let deep = (0..100).fold(
        json!({"b": "end"}),
        |next, _| json!({"next": next, "b": "x"}),
    );
    let began = Instant::now();
    assert!(said(&alternatives, &deep).is_empty());
    let patterns =
        json!({"pattern": "^(?=(a+)+$)b", "not": {"patternProperties": {"^(?=(a+)+$)b": true}}});
    let long = json!("a".repeat(5_000) + "!");
    assert!(!said(&patterns, &long).is_empty());
    let elapsed = began.elapsed();
    assert!(elapsed < Duration::from_secs(20), "{elapsed:?}");
}

#[test]
fn items_that_no_schema_describes_are_told_by_their_place() {
    let schema = json!({"prefixItems": [{"type": "string"}], "unevaluatedItems": false});
    assert!(said(&schema, &json!(["a"])).is_empty());
    assert_eq!(
        said(&schema, &json!(["a", 1, 1])),
        [
            "(root): item 1 is not allowed, because no schema describes it",
            "(root): item 2 is not allowed, because no schema describes it",
        ]
    );
}
