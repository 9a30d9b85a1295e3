//! Values, and schemas that are made of no others.

use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Patterns that overlap with each other in most ways. None has a dot: the other validator's matches the carriage return,
/// which ends a line in ECMA-262 (§12.3).
const PATTERNS: [&str; 10] = [
    "^a", "b$", "^[ab]*$", "a|b", "^a?b?$", "^(ab)+$", "^[ab]$", "a[^c]*b", "^(?!b)", "^[^a]",
];

/// The names of types.
const TYPES: [&str; 7] = [
    "null", "boolean", "integer", "number", "string", "array", "object",
];

/// Names of properties.
pub(super) const NAMES: [&str; 4] = ["a", "b", "ab", "c"];

/// Values of every type, small.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number(),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::btree_map(name(), inner, 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Some values, each once.
#[allow(dead_code, reason = "a law of one test program")]
pub(crate) fn distinct_values() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(value(), 1..5).prop_map(distinct)
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (-1_i8..4).prop_map(Value::from),
        1 => prop::sample::select(vec![json!(0.5), json!(1.5), json!(-0.5)]),
    ]
}

fn word() -> impl Strategy<Value = String> {
    "[ab]{0,3}"
}

pub(super) fn name() -> impl Strategy<Value = String> {
    prop::sample::select(&NAMES[..]).prop_map(str::to_owned)
}

pub(super) fn pattern() -> impl Strategy<Value = Value> {
    prop::sample::select(&PATTERNS[..]).prop_map(Value::from)
}

fn type_names() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => prop::sample::select(&TYPES[..]).prop_map(Value::from),
        1 => prop::sample::subsequence(&TYPES[..], 1..4).prop_map(Value::from),
    ]
}

/// The keywords that are there.
pub(super) fn keywords(entries: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    let there = entries.into_iter().filter_map(|(keyword, value)| {
        let value = value?;
        Some((keyword.to_owned(), value))
    });
    Value::Object(there.collect())
}

pub(super) fn leaf() -> impl Strategy<Value = Value> + Clone {
    let count = || weighted(0.4, (0_u8..4).prop_map(Value::from));
    let numbers = (
        weighted(
            0.7,
            prop::sample::select(vec![json!("integer"), json!("number")]),
        ),
        weighted(0.4, number()),
        weighted(0.4, number()),
        weighted(0.2, number()),
        weighted(0.2, number()),
        weighted(
            0.3,
            prop::sample::select(vec![json!(1), json!(2), json!(3), json!(0.5)]),
        ),
    );
    let numbers = numbers.prop_map(|(types, minimum, maximum, above, below, step)| {
        keywords([
            ("type", types),
            ("minimum", minimum),
            ("maximum", maximum),
            ("exclusiveMinimum", above),
            ("exclusiveMaximum", below),
            ("multipleOf", step),
        ])
    });
    let strings = (
        weighted(0.7, Just(json!("string"))),
        count(),
        count(),
        weighted(0.5, pattern()),
    );
    let strings = strings.prop_map(|(types, least, most, pattern)| {
        keywords([
            ("type", types),
            ("minLength", least),
            ("maxLength", most),
            ("pattern", pattern),
        ])
    });
    prop_oneof![
        1 => any::<bool>().prop_map(Value::Bool),
        3 => type_names().prop_map(|types| json!({"type": types})),
        1 => value().prop_map(|value| json!({"const": value})),
        3 => prop::collection::vec(value(), 1..4).prop_map(|values| json!({"enum": distinct(values)})),
        3 => numbers,
        3 => strings,
    ]
    .boxed()
}

/// The values without those that are there before; an enumeration that repeats itself is refused by some.
fn distinct(values: Vec<Value>) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}
