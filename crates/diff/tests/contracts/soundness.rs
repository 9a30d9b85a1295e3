//! Whatever two schemas mean for each other is told: what breaks somebody is never no change, and what breaks nobody never
//! a break.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use tidings_decide::{Subject, Subset, subset};
use tidings_diff::{Impact, Options, Policy, Reading, Verdict, compare};
use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_schema::{Literal, SchemaId};

use crate::pair::meaning;
use crate::rewriting::{document, everywhere};
use crate::support::contract;

/// Names that schemas have in common, so that what one says of them matters to another.
const NAMES: [&str; 3] = ["a", "b", "c"];

/// What a schema says that applies no other one.
fn simple() -> impl Strategy<Value = Value> {
    let name = || select(&NAMES);
    prop_oneof![
        select(&["string", "integer", "object"][..]).prop_map(|it| json!({ "type": it })),
        (0_u32..4).prop_map(|it| json!({ "maxLength": it })),
        (0_u32..4).prop_map(|it| json!({ "minimum": it })),
        name().prop_map(|it| json!({ "const": it })),
        proptest::sample::subsequence(&NAMES[..], 1..3).prop_map(|it| json!({ "enum": it })),
        (name(), proptest::sample::subsequence(&NAMES[..], 1..3))
            .prop_map(|(value, values)| json!({ "const": value, "enum": values })),
        proptest::sample::subsequence(&NAMES[..], 1..3).prop_map(|it| json!({ "required": it })),
        (name(), name()).prop_map(|(one, other)| json!({ "dependencies": { one: [other] } })),
    ]
}

/// A schema that applies others of which it does not say one thing of every value.
fn schema() -> impl Strategy<Value = Value> {
    simple().prop_recursive(3, 16, 3, |inner| {
        let name = || select(&NAMES);
        let pair = || (inner.clone(), inner.clone());
        prop_oneof![
            (name(), inner.clone()).prop_map(|(name, it)| json!({ "properties": { name: it } })),
            (name(), inner.clone()).prop_map(
                |(name, it)| json!({ "properties": { name: {} }, "additionalProperties": it })
            ),
            name()
                .prop_map(|it| json!({ "properties": { it: {} }, "additionalProperties": false })),
            inner.clone().prop_map(|it| json!({ "items": it })),
            inner
                .clone()
                .prop_map(|it| json!({ "items": [{}], "additionalItems": it })),
            inner.clone().prop_map(|it| json!({ "contains": it })),
            inner.clone().prop_map(|it| json!({ "propertyNames": it })),
            inner.clone().prop_map(|it| json!({ "not": it })),
            pair().prop_map(|(one, other)| json!({ "if": one, "then": other })),
            pair().prop_map(|(one, other)| json!({ "if": one, "else": other })),
            pair().prop_map(|(one, other)| json!({ "oneOf": [one, other] })),
            pair().prop_map(|(one, other)| json!({ "anyOf": [one, other] })),
            pair().prop_map(|(one, other)| json!({ "allOf": [one, other] })),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(one, other, third)| json!({ "allOf": [one, other, third] })),
        ]
    })
}

/// The keyword that says what `pointer` leads to, and whether that is all of what it says.
fn keyword(pointer: &str) -> (Option<&str>, usize) {
    let is_inside = |step: &&str| NAMES.contains(step) || step.parse::<usize>().is_ok();
    let mut steps = pointer.rsplit('/');
    let inside = steps.clone().take_while(is_inside).count();
    (steps.nth(inside), inside)
}

/// `text` with two of its values in each other's place, which stand under the same key.
fn exchanged(text: &str, which: &Index, other: &Index) -> String {
    let mut whole = document(text);
    let mut places = Vec::new();
    everywhere(&mut whole, "", &mut |pointer, value| {
        // A name that is listed twice is a mistake.
        let is_listed = value.as_str().is_some() && keyword(pointer).1 > 0;
        if pointer.starts_with("/allOf/") && !is_listed {
            places.push(pointer.to_owned());
        }
    });
    if places.is_empty() {
        return text.to_owned();
    }
    let one = which.get(&places).clone();
    let alike: Vec<&String> = places
        .iter()
        .filter(|it| keyword(it) == keyword(&one))
        .filter(|it| !it.starts_with(&one) && !one.starts_with(it.as_str()))
        .collect();
    if alike.is_empty() {
        return text.to_owned();
    }
    let other = (*other.get(&alike)).clone();
    let values = [&one, &other].map(|place| whole.at(place).cloned().unwrap_or(Literal::Null));
    for (place, value) in [&other, &one].into_iter().zip(values) {
        if let Some(found) = whole.at_mut(place) {
            *found = value;
        }
    }
    whole.to_json_text()
}

/// A contract whose only message has a payload with the schema `text`.
fn holding(text: &str) -> Contract {
    let payload =
        r#"{ "schemaFormat": "application/schema+json;version=draft-07", "schema": SCHEMA }"#;
    let message = payload.replace("SCHEMA", text);
    contract(&format!(
        r##"{{ "asyncapi": "3.0.0", "info": {{ "title": "Any", "version": "1.0.0" }},
        "channels": {{ "any": {{ "address": "any", "messages": {{ "Any": {{ "payload": {message} }} }} }} }},
        "operations": {{ "on": {{ "action": "receive", "channel": {{ "$ref": "#/channels/any" }} }} }} }}"##
    ))
}

fn schema_of(contract: &Contract) -> SchemaId {
    let payload = contract.messages.iter().next().map(|it| &it.payload);
    match payload {
        Some(Some(Payload::Schema(schema))) => *schema,
        _ => panic!("a payload is left"),
    }
}

/// What is wrong with what is told of two schemas.
fn objection(base: &str, revision: &str) -> Option<String> {
    let contracts = [base, revision].map(holding);
    let [was, is] = contracts.each_ref().map(|contract| Subject {
        graph: &contract.schemas,
        schema: schema_of(contract),
    });
    let options = Options {
        policy: Policy::Full,
        reading: Reading::Strict,
        ..Options::default()
    };
    let asked = tidings_decide::Options::default();
    let answers = [subset(was, is, &asked), subset(is, was, &asked)];
    let found = compare(&contracts[0], &contracts[1], &options);
    let breaks = |answer: &Subset| matches!(answer, Subset::No(_));
    let is_told = found.verdict() != Verdict::Unchanged;
    let is_break = found.changes.iter().any(|it| it.impact == Impact::Breaking);
    let told = || format!("{}\n{base}\n{revision}", meaning(&found));
    match () {
        () if answers.iter().any(breaks) && !is_break => Some(format!("not told: {}", told())),
        () if answers.iter().all(|it| matches!(it, Subset::Yes)) && is_break => {
            Some(format!("untrue: {}", told()))
        }
        () if answers.iter().any(|it| matches!(it, Subset::Unknown(_))) && !is_told => {
            Some(format!("not told to be unknown: {}", told()))
        }
        () => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_breaks_somebody_is_told(base in schema(), revision in schema()) {
        let objection = objection(&base.to_string(), &revision.to_string());
        prop_assert!(objection.is_none(), "{}", objection.unwrap_or_default());
    }

    #[test]
    fn what_is_said_at_another_place_is_told(
        members in proptest::collection::vec(schema(), 2..4), one in any::<Index>(), other in any::<Index>(),
    ) {
        let base = json!({ "allOf": members }).to_string();
        let objection = objection(&base, &exchanged(&base, &one, &other));
        prop_assert!(objection.is_none(), "{}", objection.unwrap_or_default());
    }
}
