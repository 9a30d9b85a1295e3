//! Random schemas of JSON Schema 2020-12 and small edits of them, over domains so small that inclusions are common.

mod edits;
mod leaves;
mod parts;

use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

pub(crate) use edits::merge;
use edits::{edit, edit_at};
use leaves::{keywords, leaf};
use parts::{arrays, objects};

#[allow(unused_imports, reason = "a law of one test program")]
pub(crate) use leaves::distinct_values;

/// The definitions that references lead to.
pub(crate) const DEFINITIONS: [&str; 3] = ["r", "r1", "r2"];

/// Keywords that apply a definition to a part.
const LINKS: [&str; 8] = [
    r#"{"type": "object", "properties": {"a": {"$ref": "TO"}}}"#,
    r#"{"type": "object", "properties": {"b": {"not": {"$ref": "TO"}}}, "required": ["b"]}"#,
    r#"{"type": "object", "properties": {"a": {"anyOf": [{"type": "null"}, {"$ref": "TO"}]}}, "required": ["a"]}"#,
    r#"{"type": "object", "additionalProperties": {"$ref": "TO"}}"#,
    r#"{"type": "object", "patternProperties": {"^a": {"$ref": "TO"}}}"#,
    r#"{"type": "object", "unevaluatedProperties": {"$ref": "TO"}}"#,
    r#"{"type": "array", "items": {"$ref": "TO"}}"#,
    r#"{"type": "array", "contains": {"$ref": "TO"}}"#,
];

/// A schema, which may refer to itself and to others below a property or item.
pub(crate) fn schema() -> impl Strategy<Value = Value> {
    let circle = prop::collection::vec(tied(), 2..=DEFINITIONS.len() + 1);
    prop_oneof![
        3 => rules().prop_map(|schema| rooted(schema, &[])),
        1 => circle.prop_map(|mut others| {
            let schema = others.swap_remove(0);
            rooted(schema, &others)
        }),
    ]
}

/// A schema that refers to a definition from one of its parts.
fn tied() -> impl Strategy<Value = Value> {
    let links = 0..LINKS.len();
    let to = prop::sample::select(&DEFINITIONS[..]);
    (rules(), links, to).prop_map(|(mut schema, link, to)| {
        let link = LINKS[link].replace("TO", &format!("#/$defs/{to}"));
        merge(
            &mut schema,
            &serde_json::from_str(&link).expect("a link is JSON"),
        );
        schema
    })
}

/// A schema and what a few edits make of it, or seldom another one.
pub(crate) fn pair() -> impl Strategy<Value = (Value, Value)> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), edit()), 1..3);
    let edited = (schema(), edits).prop_map(|(old, edits)| {
        let mut new = old.clone();
        for (place, edit) in edits {
            edit_at(&mut new, place, &edit);
        }
        (old, new)
    });
    let turned = edited.prop_flat_map(|(old, new)| {
        any::<bool>().prop_map(move |turn| {
            let pair = (old.clone(), new.clone());
            if turn { (pair.1, pair.0) } else { pair }
        })
    });
    prop_oneof![6 => turned, 1 => (schema(), schema())]
}

/// `schema` with what its references lead to: one of `others` each, or itself.
fn rooted(schema: Value, others: &[Value]) -> Value {
    if !schema.to_string().contains("$ref") {
        return schema;
    }
    let definitions = DEFINITIONS.iter().enumerate().map(|(number, name)| {
        let definition = others.get(number).unwrap_or(&schema);
        ((*name).to_owned(), definition.clone())
    });
    let definitions: Map<_, _> = definitions.collect();
    match others.is_empty() {
        true => json!({"$ref": "#/$defs/r", "$defs": definitions}),
        false => json!({"allOf": [schema], "$defs": definitions}),
    }
}

/// A schema below a property or item, which may be a definition.
fn child(inner: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let again = || {
        let name = prop::sample::select(&DEFINITIONS[..]);
        name.prop_map(|name| json!({"$ref": format!("#/$defs/{name}")}))
    };
    prop_oneof![
        12 => inner,
        2 => again(),
        1 => again().prop_map(|again| json!({"anyOf": [{"type": "null"}, again]})),
        1 => again().prop_map(|again| json!({"not": again})),
    ]
    .boxed()
}

fn rules() -> impl Strategy<Value = Value> + Clone {
    leaf().prop_recursive(3, 10, 3, |inner| {
        let schemas = || prop::collection::vec(inner.clone(), 1..4).prop_map(Value::Array);
        let condition = (
            inner.clone(),
            weighted(0.8, inner.clone()),
            weighted(0.6, inner.clone()),
        );
        let combination = prop_oneof![
            schemas().prop_map(|all| json!({"allOf": all})),
            schemas().prop_map(|all| json!({"anyOf": all})),
            schemas().prop_map(|all| json!({"oneOf": all})),
            inner.clone().prop_map(|schema| json!({"not": schema})),
            condition.prop_map(|(holds, then, or_else)| keywords([
                ("if", Some(holds)),
                ("then", then),
                ("else", or_else),
            ])),
        ];
        let beside = (combination.clone(), leaf()).prop_map(|(mut left, right)| {
            merge(&mut left, &right);
            left
        });
        let rest = prop_oneof![3 => Just(Value::Bool(false)), 1 => child(inner.clone())];
        let parts = prop_oneof![
            objects(inner.clone()).prop_map(|parts| ("unevaluatedProperties", parts)),
            arrays(inner.clone()).prop_map(|parts| ("unevaluatedItems", parts)),
        ];
        let closed = (combination.clone(), parts, rest);
        let closed = closed.prop_map(|(mut left, (keyword, right), rest)| {
            merge(&mut left, &right);
            merge(&mut left, &json!({keyword: rest}));
            left
        });
        prop_oneof![
            5 => objects(inner.clone()),
            4 => arrays(inner),
            4 => combination,
            2 => beside,
            1 => closed,
        ]
        .boxed()
    })
}
