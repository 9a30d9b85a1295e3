//! That random schemas are what the laws need: each construct and each meeting of two is among them, many times.

use std::collections::BTreeMap;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Map, Value};

use crate::random::{DEFINITIONS, schema};

/// How many schemas are drawn.
const DRAWN: usize = 2_000;

/// How often each must be there.
const OFTEN: usize = 8;

/// Keywords that a definition must be reached through, and the keywords that must meet in one schema.
const THROUGH: [&str; 9] = [
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "items",
    "prefixItems",
    "contains",
    "not",
    "anyOf",
];
const TOGETHER: [&[&str]; 7] = [
    &["patternProperties", "additionalProperties", "propertyNames"],
    &["uniqueItems", "contains"],
    &["dependentSchemas"],
    &["dependentRequired"],
    &["unevaluatedProperties", "patternProperties"],
    &["unevaluatedItems", "contains"],
    &["if"],
];

#[test]
fn random_schemas_reach_every_construct() {
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(7),
        ..Config::default()
    });
    let strategy = schema();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..DRAWN {
        let drawn = strategy.new_tree(&mut runner).expect("a schema is made");
        let drawn = drawn.current();
        let refers =
            |value: &Value, name: &str| value.to_string().contains(&format!("#/$defs/{name}\""));
        let mutual = drawn.get("$defs").is_some_and(|definitions| {
            let [first, second, _] = DEFINITIONS;
            refers(&definitions[first], second) && refers(&definitions[second], first)
        });
        if mutual && drawn["$defs"]["r"] != drawn["$defs"]["r1"] {
            *seen
                .entry("two definitions in turn".to_owned())
                .or_default() += 1;
        }
        count(&drawn, &mut seen);
    }
    let through = THROUGH
        .iter()
        .map(|keyword| format!("a reference below {keyword}"));
    let together = TOGETHER.iter().map(|keywords| keywords.join(" and "));
    let wanted = through
        .chain(together)
        .chain(["two definitions in turn".to_owned()]);
    let rare: Vec<_> = wanted
        .filter(|wanted| seen.get(wanted).is_none_or(|times| *times < OFTEN))
        .collect();
    assert!(rare.is_empty(), "{rare:?} of {seen:?}");
}

/// Counts what is in `schema`, at any depth.
fn count(schema: &Value, seen: &mut BTreeMap<String, usize>) {
    let mut waiting = vec![schema];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(members) => {
                count_members(members, seen);
                waiting.extend(members.values());
            }
            Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
}

fn count_members(members: &Map<String, Value>, seen: &mut BTreeMap<String, usize>) {
    let met = TOGETHER.iter().filter(|keywords| {
        keywords
            .iter()
            .all(|keyword| members.contains_key(*keyword))
    });
    for keywords in met {
        *seen.entry(keywords.join(" and ")).or_default() += 1;
    }
    let below = THROUGH.iter().filter(|keyword| {
        let is_reference = |value: &Value| value.get("$ref").is_some();
        match members.get(**keyword) {
            Some(Value::Array(schemas)) => schemas.iter().any(is_reference),
            Some(Value::Object(named)) => {
                is_reference(&members[**keyword]) || named.values().any(is_reference)
            }
            _ => false,
        }
    });
    for keyword in below {
        *seen
            .entry(format!("a reference below {keyword}"))
            .or_default() += 1;
    }
}
