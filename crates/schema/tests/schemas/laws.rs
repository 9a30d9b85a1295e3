//! Laws that hold for every value and every schema.

use proptest::prelude::*;
use tidings_schema::{
    Formats, Literal, SchemaReader, ValidateOptions, example, validate, validate_literal,
};

use crate::support::Document;

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (-20_i64..20).prop_map(|number| number.to_string()),
        (-999_i64..999, -3_i32..3).prop_map(|(digits, exponent)| format!("{digits}e{exponent}")),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| format!("{number:?}")),
    ]
}

fn literal() -> impl Strategy<Value = Literal> {
    let leaf = prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Bool),
        number().prop_map(Literal::Number),
        any::<String>().prop_map(Literal::String),
        "[a-c]{0,3}".prop_map(Literal::String),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Literal::Array),
            prop::collection::btree_map("[a-d]", inner, 0..4)
                .prop_map(|members| Literal::Object(members.into_iter().collect())),
        ]
    })
}

/// Texts of schemas: keywords that make sense together and some that do not.
fn schema() -> impl Strategy<Value = String> {
    let count = 0_u8..4;
    let leaf = prop_oneof![
        Just("true".to_owned()),
        Just("{}".to_owned()),
        literal().prop_map(|value| format!(r#"{{"const": {value}}}"#)),
        prop::collection::vec(literal(), 1..3)
            .prop_map(|values| format!(r#"{{"enum": {}}}"#, Literal::Array(values))),
        (number(), number(), 1_u8..9).prop_map(|(least, most, step)| format!(
            r#"{{"type": ["number", "null"], "minimum": {least}, "maximum": {most}, "multipleOf": 0.{step}}}"#
        )),
        (count.clone(), count.clone()).prop_map(|(least, more)| format!(
            r#"{{"type": "string", "minLength": {least}, "maxLength": {}}}"#,
            least + more
        )),
        prop_oneof!["\\^\\[a-z\\]\\{2,\\}\\$", "a|b", "\\^x\\?y\\*\\$"]
            .prop_map(|pattern| format!(r#"{{"type": "string", "pattern": "{pattern}"}}"#)),
        prop_oneof!["date", "uuid", "email", "ipv6", "uri"]
            .prop_map(|format| format!(r#"{{"type": "string", "format": "{format}"}}"#)),
        Just(r##"{"$ref": "#/definitions/root"}"##.to_owned()),
    ];
    leaf.prop_recursive(3, 16, 3, move |inner| {
        let schemas = || prop::collection::vec(inner.clone(), 1..4).prop_map(|all| all.join(","));
        prop_oneof![
            (schemas(), inner.clone(), 0_u8..3).prop_map(|(items, more, least)| format!(
                r#"{{"type": "array", "items": [{items}], "additionalItems": {more}, "minItems": {least}, "uniqueItems": true}}"#
            )),
            (inner.clone(), inner.clone(), inner.clone(), "[a-d]").prop_map(|(a, b, more, name)| format!(
                r#"{{"type": "object", "properties": {{"a": {a}, "b": {b}}}, "required": ["{name}"], "additionalProperties": {more}}}"#
            )),
            (inner.clone(), 0_u8..3).prop_map(|(names, least)| format!(
                r#"{{"type": "object", "patternProperties": {{"^[a-b]": {names}}}, "minProperties": {least}, "dependencies": {{"a": ["c"]}}}}"#
            )),
            schemas().prop_map(|all| format!(r#"{{"allOf": [{all}]}}"#)),
            schemas().prop_map(|all| format!(r#"{{"anyOf": [{all}]}}"#)),
            schemas().prop_map(|all| format!(r#"{{"oneOf": [{all}]}}"#)),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| format!(
                r#"{{"if": {a}, "then": {b}, "else": {c}}}"#
            )),
            inner.clone().prop_map(|a| format!(r#"{{"not": {a}}}"#)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_literal_survives_being_written(value in literal()) {
        let text = value.to_json_text();
        let document = Document::json(&text);
        let read = Literal::from(document.root());
        prop_assert_eq!(&read, &value);
        prop_assert_eq!(read.to_json_text(), text);
    }

    #[test]
    fn equal_literals_have_equal_hashes(left in literal(), right in literal()) {
        use std::hash::{BuildHasher, RandomState};
        let state = RandomState::new();
        let respelled = respelled(&left);
        prop_assert_eq!(&respelled, &left);
        prop_assert_eq!(state.hash_one(&respelled), state.hash_one(&left));
        if left == right {
            prop_assert_eq!(state.hash_one(&left), state.hash_one(&right));
        }
    }

    #[test]
    fn a_value_is_judged_alike_in_a_document_and_by_itself(schema in schema(), value in literal()) {
        let text = format!(r#"{{"definitions": {{"root": {schema}}}, "value": {value}}}"#);
        let document = Document::json(&text);
        let root = document.root().get("definitions").unwrap().get("root").unwrap();
        let mut reader = SchemaReader::new(document.sources());
        let id = reader.read(root);
        let (graph, _) = reader.finish();
        let instance = document.root().get("value").unwrap();
        for formats in [Formats::Assert, Formats::Annotate] {
            let options = ValidateOptions { formats };
            let placed = validate(&graph, id, instance, &options);
            let detached = validate_literal(&graph, id, &value, &options);
            let messages = |failures: &[tidings_schema::Failure]| {
                failures.iter().map(|failure| failure.message.clone()).collect::<Vec<_>>()
            };
            prop_assert_eq!(messages(&placed), messages(&detached));
        }
    }

    #[test]
    fn what_not_excludes_is_what_the_schema_allows(schema in schema(), value in literal()) {
        let text = format!(
            r##"{{"definitions": {{"root": {schema}, "not": {{"not": {{"$ref": "#/definitions/root"}}}}}}}}"##
        );
        let document = Document::json(&text);
        let definitions = document.root().get("definitions").unwrap();
        let mut reader = SchemaReader::new(document.sources());
        let ids = ["root", "not"].map(|key| reader.read(definitions.get(key).unwrap()));
        let (graph, _) = reader.finish();
        let [allowed, excluded] = ids
            .map(|id| validate_literal(&graph, id, &value, &ValidateOptions::default()).is_empty());
        prop_assert!(allowed != excluded);
    }

    #[test]
    fn an_example_is_valid_and_repeatable(schema in schema(), variant in 0_u64..4) {
        let document = Document::json(&format!(r#"{{"definitions": {{"root": {schema}}}}}"#));
        let root = document.root().get("definitions").unwrap().get("root").unwrap();
        let mut reader = SchemaReader::new(document.sources());
        let id = reader.read(root);
        let (graph, _) = reader.finish();
        let made = example(&graph, id, variant);
        if let Ok(instance) = &made {
            prop_assert_eq!(validate_literal(&graph, id, instance, &ValidateOptions::default()), []);
        }
        prop_assert_eq!(example(&graph, id, variant), made);
    }
}

/// The same value with its numbers in exponents and its members turned round.
fn respelled(value: &Literal) -> Literal {
    match value {
        Literal::Number(text) if !text.contains('e') => Literal::Number(format!("{text}e0")),
        Literal::Array(items) => Literal::Array(items.iter().map(respelled).collect()),
        Literal::Object(members) => Literal::Object(
            members
                .iter()
                .rev()
                .map(|(name, value)| (name.clone(), respelled(value)))
                .collect(),
        ),
        other => other.clone(),
    }
}
