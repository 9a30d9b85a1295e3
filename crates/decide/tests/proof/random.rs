//! Random schemas of JSON Schema 2020-12 and small edits of them, over domains so small that inclusions are common.

use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

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
const NAMES: [&str; 4] = ["a", "b", "ab", "c"];

/// Values of every type, small.
pub(crate) fn value() -> impl Strategy<Value = Value> {
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

/// A schema, which may refer to itself below a property or item.
pub(crate) fn schema() -> impl Strategy<Value = Value> {
    let tree = rules();
    prop_oneof![
        4 => tree.clone().prop_map(|schema| rooted(schema, None)),
        1 => (tree.clone(), tree).prop_map(|(schema, repeated)| rooted(schema, Some(repeated))),
    ]
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

/// `schema` with what its references lead to: itself, or `repeated`.
fn rooted(schema: Value, repeated: Option<Value>) -> Value {
    let refers = |schema: &Value| schema.to_string().contains("$ref");
    let repeated = match repeated {
        Some(repeated) if refers(&schema) => repeated,
        _ if refers(&schema) => {
            return json!({"$ref": "#/$defs/r", "$defs": {"r": schema}});
        }
        _ => return schema,
    };
    json!({"allOf": [schema], "$defs": {"r": repeated}})
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

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(&NAMES[..]).prop_map(str::to_owned)
}

fn pattern() -> impl Strategy<Value = Value> {
    prop::sample::select(&PATTERNS[..]).prop_map(Value::from)
}

fn type_names() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => prop::sample::select(&TYPES[..]).prop_map(Value::from),
        1 => prop::sample::subsequence(&TYPES[..], 1..4).prop_map(Value::from),
    ]
}

/// The keywords that are there.
fn keywords(entries: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    let there = entries.into_iter().filter_map(|(keyword, value)| {
        let value = value?;
        Some((keyword.to_owned(), value))
    });
    Value::Object(there.collect())
}

fn leaf() -> impl Strategy<Value = Value> + Clone {
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

/// A schema below a property or item, which may be the one that repeats.
fn child(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> + Clone {
    let again = || json!({"$ref": "#/$defs/r"});
    prop_oneof![
        12 => inner,
        1 => Just(again()),
        1 => Just(json!({"anyOf": [{"type": "null"}, again()]})),
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
        let closed = (combination.clone(), objects(inner.clone())).prop_map(|(mut left, right)| {
            merge(&mut left, &right);
            merge(&mut left, &json!({"unevaluatedProperties": false}));
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

fn objects(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> + Clone {
    let child = child(inner.clone());
    let names = || prop::sample::subsequence(&NAMES[..], 0..3).prop_map(Value::from);
    let count = || weighted(0.15, (0_u8..3).prop_map(Value::from));
    let properties = prop::collection::btree_map(name(), child.clone(), 0..3)
        .prop_map(|members| Value::Object(members.into_iter().collect()));
    let patterned = (pattern(), child.clone())
        .prop_map(|(pattern, schema)| keywords_named([(pattern, schema)]));
    let dependent =
        (name(), names()).prop_map(|(name, names)| keywords_named([(name.into(), names)]));
    let conditional =
        (name(), inner.clone()).prop_map(|(name, schema)| keywords_named([(name.into(), schema)]));
    let additional = prop_oneof![2 => Just(Value::Bool(false)), 1 => child];
    let first = (
        weighted(0.8, Just(json!("object"))),
        weighted(0.8, properties),
        weighted(0.5, names()),
        weighted(0.4, additional),
        weighted(0.25, patterned),
    );
    let second = (
        weighted(0.15, inner),
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

fn arrays(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> + Clone {
    let child = child(inner.clone());
    let count = |often| weighted(often, (0_u8..3).prop_map(Value::from));
    let positions = prop::collection::vec(child.clone(), 1..3).prop_map(Value::Array);
    let first = (
        weighted(0.8, Just(json!("array"))),
        weighted(0.3, positions),
        weighted(0.7, child),
        count(0.3),
        count(0.4),
        weighted(0.25, Just(Value::Bool(true))),
    );
    let second = (weighted(0.3, inner), count(0.3), count(0.3));
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

fn keywords_named<const N: usize>(entries: [(Value, Value); N]) -> Value {
    let entries = entries.into_iter().filter_map(|(name, value)| {
        let name = name.as_str()?.to_owned();
        Some((name, value))
    });
    Value::Object(entries.collect())
}

/// A small change of one schema inside another.
#[derive(Clone, Debug)]
enum Edit {
    /// Another one stands there.
    Replace(Value),
    /// A keyword is gone.
    Drop(prop::sample::Index),
    /// Keywords of another one are laid over it.
    Add(Value),
    /// A count or bound moves by one.
    Nudge(prop::sample::Index, i64),
    /// It becomes one branch of `anyOf`, `allOf` or `oneOf`, with another one.
    Join(&'static str, Value),
    /// It is negated twice.
    Negate,
}

fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<prop::sample::Index>;
    let joins = prop::sample::select(vec!["anyOf", "allOf", "oneOf"]);
    prop_oneof![
        2 => leaf().prop_map(Edit::Replace),
        4 => index().prop_map(Edit::Drop),
        3 => leaf().prop_map(Edit::Add),
        3 => (index(), prop_oneof![Just(1), Just(-1)]).prop_map(|(place, by)| Edit::Nudge(place, by)),
        3 => (joins, leaf()).prop_map(|(keyword, other)| Edit::Join(keyword, other)),
        1 => Just(Edit::Negate),
    ]
}

fn edit_at(schema: &mut Value, place: prop::sample::Index, edit: &Edit) {
    let mut count = 0;
    visit(schema, &mut |_| count += 1);
    let chosen = place.index(count);
    let mut seen = 0;
    visit(schema, &mut |schema| {
        if seen == chosen {
            apply(schema, edit);
        }
        seen += 1;
    });
}

fn apply(schema: &mut Value, edit: &Edit) {
    let referred = schema.get("$ref").is_some();
    match (edit, schema) {
        (Edit::Replace(other), schema) if !referred => *schema = other.clone(),
        (Edit::Drop(index), Value::Object(members)) if !referred && !members.is_empty() => {
            let keyword = members.keys().nth(index.index(members.len())).cloned();
            keyword
                .filter(|keyword| keyword != "$defs")
                .map(|keyword| members.remove(&keyword));
        }
        (Edit::Add(other), schema) if !referred => merge(schema, other),
        (Edit::Nudge(index, by), Value::Object(members)) => {
            let numbers = members.iter().filter(|(_, value)| value.is_i64());
            let keywords: Vec<String> = numbers.map(|(keyword, _)| keyword.clone()).collect();
            if !keywords.is_empty() {
                nudge(members, &keywords[index.index(keywords.len())], *by);
            }
        }
        (Edit::Join(keyword, other), schema) if schema.get("$defs").is_none() => {
            let old = schema.take();
            let mut joined = Map::new();
            joined.insert((*keyword).to_owned(), json!([old, other]));
            *schema = Value::Object(joined);
        }
        (Edit::Negate, schema) if schema.get("$defs").is_none() => {
            let old = schema.take();
            *schema = json!({"not": {"not": old}});
        }
        _ => {}
    }
}

fn nudge(members: &mut Map<String, Value>, keyword: &str, by: i64) {
    let Some(number) = members.get(keyword).and_then(Value::as_i64) else {
        return;
    };
    let is_count = keyword.starts_with("min") && keyword != "minimum"
        || keyword.starts_with("max") && keyword != "maximum";
    let least = match keyword {
        "multipleOf" => 1,
        _ if is_count => 0,
        _ => i64::MIN,
    };
    members.insert(keyword.to_owned(), (number + by).max(least).into());
}

/// Lays the keywords of `other` over `schema`.
fn merge(schema: &mut Value, other: &Value) {
    match (schema, other) {
        (Value::Object(members), Value::Object(others)) => {
            for (keyword, value) in others {
                members.insert(keyword.clone(), value.clone());
            }
        }
        (schema, other) => {
            if schema.get("$defs").is_none() {
                *schema = other.clone();
            }
        }
    }
}

/// Every schema in `schema`, itself first.
fn visit(schema: &mut Value, see: &mut impl FnMut(&mut Value)) {
    see(schema);
    let Value::Object(members) = schema else {
        return;
    };
    for (keyword, value) in members {
        match (keyword.as_str(), value) {
            (
                "properties" | "patternProperties" | "dependentSchemas" | "$defs",
                Value::Object(named),
            ) => {
                named.values_mut().for_each(|schema| visit(schema, see));
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(schemas)) => {
                schemas.iter_mut().for_each(|schema| visit(schema, see));
            }
            (
                "additionalProperties"
                | "propertyNames"
                | "unevaluatedProperties"
                | "items"
                | "contains"
                | "not"
                | "if"
                | "then"
                | "else",
                schema,
            ) => visit(schema, see),
            _ => {}
        }
    }
}
