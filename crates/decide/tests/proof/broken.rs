//! That answers about schemas with a broken part hold whatever that part was meant to be.

use proptest::prelude::*;
use serde_json::{Value, json};
use tidings_decide::{Disjoint, Options, Reading, Satisfiable, Subset};
use tidings_decide::{disjoint, satisfiable, subset, subset_under};
use tidings_schema::Formats;

use crate::laws::seeded;
use crate::random::{merge, pair, schema};
use crate::schema::Schema;

/// Keywords that lead to a definition, which is there or is not.
const LINKS: [&str; 12] = [
    r#"{"allOf": [{"$ref": "TO"}]}"#,
    r#"{"anyOf": [{"$ref": "TO"}, {"type": "string"}]}"#,
    r#"{"oneOf": [{"$ref": "TO"}, {"type": ["string", "object"]}]}"#,
    r#"{"not": {"$ref": "TO"}}"#,
    r#"{"if": {"$ref": "TO"}, "then": {"minProperties": 1}, "else": {"maxProperties": 2}}"#,
    r#"{"if": {"required": ["a"]}, "then": {"$ref": "TO"}}"#,
    r#"{"properties": {"a": {"$ref": "TO"}}}"#,
    r#"{"properties": {"a": {"$ref": "TO"}}, "required": ["a"], "additionalProperties": false}"#,
    r#"{"additionalProperties": {"$ref": "TO"}}"#,
    r#"{"allOf": [{"$ref": "TO"}], "properties": {"b": {}}, "unevaluatedProperties": false}"#,
    r#"{"items": {"$ref": "TO"}}"#,
    r#"{"contains": {"$ref": "TO"}, "maxContains": 1}"#,
];

/// Where the broken references lead.
const GONE: &str = "#/$defs/gone";

/// A schema with a reference to a definition, and to one that is not there, as often as not the same in both.
fn broken_pair() -> impl Strategy<Value = (Value, Value)> {
    let links = || 0..LINKS.len();
    (pair(), links(), links(), 0..4_u8).prop_map(|((mut one, mut other), first, second, kind)| {
        let link = |number: usize, target: &str| -> Value {
            let text = LINKS[number].replace("TO", target);
            serde_json::from_str(&text).expect("a link is JSON")
        };
        let (second, target) = match kind {
            0 => (second, GONE),
            1 => (first, "#/$defs/lost"),
            _ => (first, GONE),
        };
        merge(&mut one, &link(first, GONE));
        if kind != 3 || first % 2 == 0 {
            merge(&mut other, &link(second, target));
        }
        (one, other)
    })
}

/// A schema that leads to no other one, so that it means the same in every document.
fn alone() -> impl Strategy<Value = Value> {
    schema().prop_map(|schema| match schema.to_string().contains("$ref") {
        true => json!({"type": ["object", "number"], "required": ["a"]}),
        false => schema,
    })
}

/// `schema` with what its broken references lead to.
fn mended(schema: &Value, gone: &Value, lost: &Value) -> Value {
    let mut mended = schema.clone();
    let mut definitions = schema.get("$defs").cloned().unwrap_or_else(|| json!({}));
    merge(&mut definitions, &json!({"gone": gone, "lost": lost}));
    merge(&mut mended, &json!({"$defs": definitions}));
    mended
}

fn options() -> Options {
    Options {
        formats: Formats::Annotate,
        ..Options::default()
    }
}

/// The answers in every reading, and whether both have a value in common, and whether the first has one.
fn answers(first: &Schema, second: &Schema) -> Vec<Option<bool>> {
    let (first, second, options) = (first.subject(), second.subject(), options());
    let of_subset = |answer| match answer {
        Subset::Yes => Some(true),
        Subset::No(_) => Some(false),
        Subset::Unknown(_) => None,
    };
    let read = Reading::ALL.into_iter();
    let read = read.map(|reading| of_subset(subset_under(reading, first, second, &options)));
    let mut answers: Vec<_> = read.collect();
    answers.push(of_subset(subset(first, second, &options)));
    answers.push(match disjoint(first, second, &options) {
        Disjoint::Yes => Some(true),
        Disjoint::No(_) => Some(false),
        Disjoint::Unknown(_) => None,
    });
    answers.push(match satisfiable(first, &options) {
        Satisfiable::Yes(_) => Some(true),
        Satisfiable::No => Some(false),
        Satisfiable::Unknown(_) => None,
    });
    answers
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn what_is_known_of_a_broken_schema_holds_when_it_is_mended(
        (first, second) in broken_pair(),
        meant in prop::collection::vec((alone(), alone()), 3),
    ) {
        let broken = answers(&Schema::of_json(&first), &Schema::of_json(&second));
        let simple = [(json!(true), json!(false)), (json!(false), json!(true))];
        for (gone, lost) in meant.into_iter().chain(simple) {
            let [one, other] = [&first, &second].map(|it| mended(it, &gone, &lost));
            let whole = answers(&Schema::of_json(&one), &Schema::of_json(&other));
            for (number, (broken, whole)) in broken.iter().zip(&whole).enumerate() {
                let contradict = broken.is_some() && whole.is_some() && broken != whole;
                prop_assert!(
                    !contradict,
                    "question {number}: {broken:?}, mended {whole:?}: {one} in {other}"
                );
            }
        }
    }
}

/// The answer to `first ⊆ second` where both are broken.
#[track_caller]
fn check(first: Value, second: Value, expected: Option<bool>) {
    let [one, other] = [&first, &second].map(Schema::of_json);
    let answer = subset(one.subject(), other.subject(), &options());
    let known = match &answer {
        Subset::Yes => Some(true),
        Subset::No(_) => Some(false),
        Subset::Unknown(unknown) => {
            assert!(unknown.is_of_broken(), "{}", unknown.reason);
            None
        }
    };
    assert_eq!(known, expected, "{first} in {second}: {answer:?}");
}

#[test]
fn the_same_broken_part_is_the_same() {
    let gone = || json!({"$ref": GONE});
    check(gone(), gone(), Some(true));
    check(gone(), json!({"$ref": "#/$defs/lost"}), None);
    check(
        gone(),
        json!({"anyOf": [{"type": "string"}, gone()]}),
        Some(true),
    );
    check(
        json!({"allOf": [gone(), {"type": "string"}]}),
        gone(),
        Some(true),
    );
    check(gone(), json!({"allOf": [gone(), {"type": "string"}]}), None);
    check(json!({"not": gone()}), json!({"not": gone()}), Some(true));
    check(
        json!({"oneOf": [gone(), {"type": "string"}]}),
        json!({"anyOf": [{"type": "string"}, gone()]}),
        Some(true),
    );
    check(
        json!({"properties": {"a": gone(), "b": {"type": "integer"}}}),
        json!({"properties": {"a": gone(), "b": {"type": "number"}}}),
        Some(true),
    );
}

#[test]
fn what_stands_beside_a_broken_part_is_told() {
    let gone = || json!({"$ref": GONE});
    check(
        json!({"properties": {"a": gone(), "b": {"type": "number"}}}),
        json!({"properties": {"b": {"type": "integer"}}}),
        Some(false),
    );
    check(
        json!({"properties": {"a": gone()}, "required": ["a"]}),
        json!({"properties": {"a": gone()}, "required": ["a", "b"]}),
        None,
    );
    check(
        json!({"anyOf": [gone(), {"type": "number"}]}),
        json!({"type": "integer"}),
        Some(false),
    );
    check(
        json!({"type": "number"}),
        json!({"allOf": [gone(), {"type": "integer"}]}),
        Some(false),
    );
    check(json!({"type": "number"}), json!({"not": gone()}), None);
}

#[test]
fn a_broken_keyword_leaves_the_others() {
    check(
        json!({"minimum": 2, "multipleOf": "x"}),
        json!({"minimum": 1}),
        Some(true),
    );
    check(
        json!({"minimum": 1, "multipleOf": "x"}),
        json!({"minimum": 2, "multipleOf": "x"}),
        None,
    );
    check(
        json!({"minimum": 2, "multipleOf": "x"}),
        json!({"minimum": 1, "multipleOf": "x"}),
        Some(true),
    );
    check(
        json!({"minimum": 1}),
        json!({"minimum": 2, "multipleOf": "x"}),
        Some(false),
    );
    check(
        json!({"minimum": 2}),
        json!({"minimum": 1, "multipleOf": "x"}),
        None,
    );
}

#[test]
fn a_flag_belongs_to_the_object_around() {
    let object = |id: Value| json!({"properties": {"a": id}});
    let flagged = |kind: &str| json!({"type": kind, "required": true});
    let free = |kind: &str| json!({"type": kind});
    let referred = json!({
        "properties": {"a": {"$ref": "#/$defs/a"}},
        "$defs": {"a": flagged("string")},
    });
    check(
        object(flagged("string")),
        object(flagged("string")),
        Some(true),
    );
    check(object(flagged("string")), referred, Some(true));
    check(
        object(flagged("string")),
        object(free("string")),
        Some(true),
    );
    check(object(free("string")), object(flagged("string")), None);
    // It demands nothing, or that the property is there: there is a value for both.
    check(
        object(flagged("string")),
        object(flagged("number")),
        Some(false),
    );
    check(
        json!({"properties": {"a": {"required": false}}}),
        object(json!({})),
        Some(true),
    );
}
