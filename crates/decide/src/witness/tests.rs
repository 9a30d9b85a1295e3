//! Breaks of small pairs, found by trying values instead of by a search.

use proptest::prelude::*;
use tidings_diag::FileId;
use tidings_schema::{Dialect, Failure, Formats, Literal, SchemaGraph, SchemaId, SchemaReader};
use tidings_source::{MemoryFiles, Sources};
use tidings_syntax::{Format, parse};

use super::pair::{Judged, Pair};
use super::{Wanted, breaks};
use crate::found::Found;
use crate::{Break, Options, Subject};

/// The schema in a text.
fn schema(text: &str) -> (SchemaGraph, SchemaId) {
    let files = MemoryFiles::new([("schema.json", text)]);
    let (sources, _) = Sources::link(&files, "schema.json");
    let root = sources.root().expect("the schema has a value");
    let mut reader = SchemaReader::new(&sources);
    let id = reader.read_as(root, Dialect::Draft2020);
    (reader.finish().0, id)
}

fn value(text: &str) -> Literal {
    let (tree, _) = parse(FileId(0), text.as_bytes(), Format::Json);
    Literal::from(tree.root().expect("a value"))
}

/// The breaks that start from the first of `values` that is one; further ones are looked for among all of them.
fn found(first: &str, second: &str, values: &[Literal]) -> Vec<Break> {
    let (first, second) = (schema(first), schema(second));
    let options = Options {
        formats: Formats::Assert,
        ..Options::default()
    };
    let first = Subject {
        graph: &first.0,
        schema: first.1,
    };
    let second = Subject {
        graph: &second.0,
        schema: second.1,
    };
    let mut search = |wanted: Wanted<'_>| {
        let mut pair = Pair::new(first, wanted.refusing, &options);
        let mut accepting = wanted.accepting.map(|it| Judged::new(it, &options));
        let mut values = values.iter();
        let found = values.find(|value| {
            let mut accepting = accepting.iter_mut();
            pair.is_broken_by(value) && accepting.all(|it| it.accepts(value))
        });
        found.cloned().map_or(Found::Nothing, Found::One)
    };
    let all = Wanted {
        refusing: second,
        accepting: None,
    };
    let Found::One(start) = search(all) else {
        return Vec::new();
    };
    breaks(first, second, &options, &start, &mut search).found
}

/// The breaks as lines: the value, the keywords it breaks, and what lets it through.
#[track_caller]
fn check(first: &str, second: &str, values: &[&str], expected: &[&str]) {
    let values: Vec<Literal> = values.iter().map(|text| value(text)).collect();
    let breaks = found(first, second, &values);
    let lines: Vec<String> = breaks
        .iter()
        .map(|one| {
            let broken = one.objections.iter();
            let broken: Vec<&str> = broken
                .map(|one| one.failure.schema.pointer.as_deref().unwrap_or_default())
                .collect();
            let allowed = one.objections[0].allowed_by.as_ref();
            let allowed = allowed.and_then(|location| location.pointer.as_deref());
            let allowed = allowed.unwrap_or("-");
            format!("{} {} {allowed}", one.instance, broken.join(" "))
        })
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn a_value_that_is_no_break_is_no_answer() {
    check("true", "true", &["7"], &[]);
    check("false", "false", &["7"], &[]);
}

#[test]
fn what_is_not_needed_goes() {
    check(
        r#"{"type":"object","properties":{"quantity":{"type":"integer","maximum":200}}}"#,
        r#"{"type":"object","properties":{"quantity":{"type":"integer","maximum":100}}}"#,
        &[r#"{"note":"x","quantity":178,"more":[1,2,{"a":7}]}"#],
        &[r#"{"quantity":101} /properties/quantity/maximum /properties/quantity/maximum"#],
    );
    check(
        r#"{"type":"array","items":{"type":"string"},"minItems":2}"#,
        r#"{"items":{"maxLength":3}}"#,
        &[r#"["a","b","c","größer"]"#],
        &[r#"["","aaaa"] /items/maxLength /items/type"#],
    );
    check(
        r#"{"enum":["red","green","blue"]}"#,
        r#"{"enum":["red","green"]}"#,
        &[r#""blue""#],
        &[r#""blue" /enum /enum"#],
    );
}

#[test]
fn each_further_break_has_another_reason() {
    check(
        r#"{"type":"object","properties":{"id":{"type":"string"},"quantity":{"type":"integer"}}}"#,
        r#"{"type":"object","properties":{"id":{"type":"string"},"quantity":{"type":"integer","maximum":100}},"required":["id"]}"#,
        &[
            r#"{}"#,
            r#"{"quantity":500}"#,
            r#"{"id":"abc","quantity":500}"#,
        ],
        &[
            "{} /required /properties/id",
            r#"{"id":"","quantity":101} /properties/quantity/maximum /properties/quantity/type"#,
        ],
    );
    check(
        r#"{"properties":{"id":{"type":"string"},"note":{"type":"string"}}}"#,
        r#"{"required":["id","note"]}"#,
        &[r#"{}"#, r#"{"id":"abc"}"#, r#"{"note":"abc"}"#],
        &[
            r#"{"note":""} /required /properties/id"#,
            r#"{"id":""} /required /properties/note"#,
        ],
    );
    check(
        r#"{"properties":{"id":{"type":"string"},"note":{"type":"string"}}}"#,
        r#"{"required":["id","note"]}"#,
        &[r#"{}"#, r#"{"id":"abc"}"#],
        &[
            r#"{"id":""} /required /properties/note"#,
            "{} /required /required /properties/id",
        ],
    );
    check(
        r#"{"type":"object","properties":{"a":true,"b":{"type":"integer"}},"additionalProperties":false}"#,
        r#"{"type":"object","additionalProperties":false}"#,
        &[r#"{"a":[1]}"#, r#"{"b":6}"#],
        &[
            r#"{"a":null} /additionalProperties /properties/a"#,
            r#"{"b":0} /additionalProperties /properties/b"#,
        ],
    );
    check(
        "true",
        r#"{"properties":{"a":false,"b":{"oneOf":[{"type":"integer"},{"minimum":5}]}}}"#,
        &[r#"{"a":1}"#, r#"{"b":7}"#, r#"{"b":2.5}"#],
        &[
            r#"{"a":null} /properties/a -"#,
            r#"{"b":5} /properties/b/oneOf -"#,
        ],
    );
}

#[test]
fn names_that_a_schema_mentions_are_kept() {
    check(
        r#"{"properties":{"comment":true}}"#,
        r#"{"additionalProperties":false}"#,
        &[r#"{"whatever":1}"#, r#"{"comment":[1]}"#],
        &[
            r#"{"a":null} /additionalProperties -"#,
            r#"{"comment":null} /additionalProperties /properties/comment"#,
        ],
    );
}

/// What is left when one key, item or character is taken away.
fn smaller(value: &Literal) -> Vec<Literal> {
    let mut smaller = Vec::new();
    match value {
        Literal::String(text) => {
            let characters: Vec<char> = text.chars().collect();
            for index in 0..characters.len() {
                let mut rest = characters.clone();
                rest.remove(index);
                smaller.push(Literal::String(rest.into_iter().collect()));
            }
        }
        Literal::Array(items) => {
            for index in 0..items.len() {
                let mut rest = items.clone();
                let item = rest.remove(index);
                smaller.push(Literal::Array(rest));
                for item in self::smaller(&item) {
                    let mut items = items.clone();
                    items[index] = item;
                    smaller.push(Literal::Array(items));
                }
            }
        }
        Literal::Object(members) => {
            for index in 0..members.len() {
                let mut rest = members.clone();
                let (_, value) = rest.remove(index);
                smaller.push(Literal::Object(rest));
                for value in self::smaller(&value) {
                    let mut members = members.clone();
                    members[index].1 = value;
                    smaller.push(Literal::Object(members));
                }
            }
        }
        Literal::Null | Literal::Bool(_) | Literal::Number(_) => {}
    }
    smaller
}

fn any_value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        (-200_i32..200).prop_map(|value| value.to_string()),
        (-20_i32..20).prop_map(|value| format!("{value}.25")),
        "[a-zA-Zäé0-9-]{0,6}".prop_map(|text| format!("\"{text}\"")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::btree_map("[abc]", inner, 0..4).prop_map(|members| {
                let members = members.iter();
                let members: Vec<String> = members
                    .map(|(name, value)| format!("\"{name}\":{value}"))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

fn any_schema() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("true".to_owned()),
        Just(r#"{"type":"string"}"#.to_owned()),
        Just(r#"{"type":["integer","null","object"]}"#.to_owned()),
        (-50_i32..50).prop_map(|bound| format!(r#"{{"minimum":{bound}}}"#)),
        (1_u32..9).prop_map(|divisor| format!(r#"{{"multipleOf":{divisor}}}"#)),
        (0_u32..4).prop_map(|length| format!(r#"{{"minLength":{length},"pattern":"[a-f]"}}"#)),
        (0_u32..3).prop_map(|count| format!(r#"{{"minItems":{count},"minProperties":{count}}}"#)),
    ];
    leaf.prop_recursive(2, 12, 3, |inner| {
        prop_oneof![
            inner
                .clone()
                .prop_map(|item| format!(r#"{{"items":{item}}}"#)),
            inner
                .clone()
                .prop_map(|value| format!(r#"{{"additionalProperties":{value}}}"#)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!(
                r#"{{"properties":{{"a":{a},"b":{b}}},"required":["a"]}}"#
            )),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!(r#"{{"anyOf":[{a},{b}]}}"#)),
            inner.prop_map(|not| format!(r#"{{"not":{not}}}"#)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn no_key_item_or_character_is_left_that_is_not_needed(
        first in any_schema(),
        second in any_schema(),
        values in prop::collection::vec(any_value(), 1..6),
    ) {
        let values: Vec<Literal> = values.iter().map(|text| value(text)).collect();
        let breaks = found(&first, &second, &values);
        let (first, second) = (schema(&first), schema(&second));
        let options = Options { formats: Formats::Assert, ..Options::default() };
        let mut pair = Pair::new(
            Subject { graph: &first.0, schema: first.1 },
            Subject { graph: &second.0, schema: second.1 },
            &options,
        );
        for one in &breaks {
            prop_assert!(pair.is_broken_by(&one.instance), "{}", one.instance);
            prop_assert!(!one.objections.is_empty());
        }
        if let Some(one) = breaks.first() {
            let keywords = |failures: Vec<Failure>| -> Vec<_> {
                let failures = failures.into_iter();
                failures.map(|failure| failure.schema.pointer).collect()
            };
            let broken = keywords(pair.second.failures(&one.instance));
            // What makes a value break less is needed.
            for smaller in smaller(&one.instance) {
                let is_as_good = pair.is_broken_by(&smaller)
                    && keywords(pair.second.failures(&smaller)).iter().all(|it| broken.contains(it));
                prop_assert!(!is_as_good, "{} though {smaller}", one.instance);
            }
        }
    }
}
