//! Small changes of a schema, most of which leave an inclusion or nearly one.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::leaves::leaf;

/// A small change of one schema inside another.
#[derive(Clone, Debug)]
pub(super) enum Edit {
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

pub(super) fn edit() -> impl Strategy<Value = Edit> {
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

pub(super) fn edit_at(schema: &mut Value, place: prop::sample::Index, edit: &Edit) {
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
pub(crate) fn merge(schema: &mut Value, other: &Value) {
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
                | "unevaluatedItems"
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
