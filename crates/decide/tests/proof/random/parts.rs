//! Schemas of objects and arrays.

use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::child;
use super::leaves::{NAMES, keywords, name, pattern};

pub(super) fn objects(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> + Clone {
    let child = child(inner.clone());
    let names = || prop::sample::subsequence(&NAMES[..], 0..3).prop_map(Value::from);
    let count = || weighted(0.15, (0_u8..3).prop_map(Value::from));
    let properties = prop::collection::btree_map(name(), child.clone(), 0..3)
        .prop_map(|members| Value::Object(members.into_iter().collect()));
    let patterned =
        prop::collection::vec((pattern(), child.clone()), 1..3).prop_map(keywords_named);
    let dependent =
        (name(), names()).prop_map(|(name, names)| keywords_named(vec![(name.into(), names)]));
    let conditional = (name(), inner.clone())
        .prop_map(|(name, schema)| keywords_named(vec![(name.into(), schema)]));
    let additional = prop_oneof![2 => Just(Value::Bool(false)), 1 => child.clone()];
    let first = (
        weighted(0.8, Just(json!("object"))),
        weighted(0.8, properties),
        weighted(0.5, names()),
        weighted(0.4, additional),
        weighted(0.25, patterned),
    );
    let second = (
        weighted(0.15, child),
        count(),
        count(),
        weighted(0.15, dependent),
        weighted(0.1, conditional),
    );
    (first, second)
        .prop_map(|(first, second)| {
            keywords([
                ("type", first.0),
                ("properties", first.1),
                ("required", first.2),
                ("additionalProperties", first.3),
                ("patternProperties", first.4),
                ("propertyNames", second.0),
                ("minProperties", second.1),
                ("maxProperties", second.2),
                ("dependentRequired", second.3),
                ("dependentSchemas", second.4),
            ])
        })
        .boxed()
}

pub(super) fn arrays(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> + Clone {
    let child = child(inner.clone());
    let count = |often| weighted(often, (0_u8..3).prop_map(Value::from));
    let positions = prop::collection::vec(child.clone(), 1..3).prop_map(Value::Array);
    let first = (
        weighted(0.8, Just(json!("array"))),
        weighted(0.3, positions),
        weighted(0.7, child.clone()),
        count(0.3),
        count(0.4),
        weighted(0.25, Just(Value::Bool(true))),
    );
    let second = (weighted(0.3, child), count(0.3), count(0.3));
    (first, second)
        .prop_map(|(first, second)| {
            let counted = second.0.is_some();
            keywords([
                ("type", first.0),
                ("prefixItems", first.1),
                ("items", first.2),
                ("minItems", first.3),
                ("maxItems", first.4),
                ("uniqueItems", first.5),
                ("contains", second.0),
                ("minContains", second.1.filter(|_| counted)),
                ("maxContains", second.2.filter(|_| counted)),
            ])
        })
        .boxed()
}

fn keywords_named(entries: Vec<(Value, Value)>) -> Value {
    let entries = entries.into_iter().filter_map(|(name, value)| {
        let name = name.as_str()?.to_owned();
        Some((name, value))
    });
    Value::Object(entries.collect())
}
