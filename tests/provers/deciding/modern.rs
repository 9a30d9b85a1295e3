//! Schemas of draft-07 in the words of 2020-12, for a prover that knows only these.

use serde_json::{Map, Value, json};

/// The same schema in 2020-12.
pub(crate) fn modern(schema: &Value) -> Value {
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    if let Some(reference) = members.get("$ref") {
        // Before 2019-09 what stands beside a reference is ignored, except that other references lead there.
        let definitions = members.get("definitions").map(named);
        return match definitions {
            Some(definitions) => json!({"$ref": reference, "definitions": definitions}),
            None => json!({"$ref": reference}),
        };
    }
    let mut all = Map::new();
    for (keyword, value) in members {
        let value = match (keyword.as_str(), value) {
            ("items", Value::Array(positions)) => {
                all.insert(
                    "prefixItems".to_owned(),
                    positions.iter().map(modern).collect(),
                );
                if let Some(rest) = members.get("additionalItems") {
                    all.insert("items".to_owned(), modern(rest));
                }
                continue;
            }
            // Behind positions they are "items" now, and without positions they mean nothing.
            ("additionalItems" | "$schema", _) => continue,
            // Words that draft-07 does not know.
            (
                "prefixItems"
                | "dependentRequired"
                | "dependentSchemas"
                | "unevaluatedProperties"
                | "unevaluatedItems"
                | "minContains"
                | "maxContains"
                | "$defs"
                | "$anchor",
                _,
            ) => continue,
            ("dependencies", Value::Object(dependencies)) => {
                let (lists, schemas): (Vec<_>, Vec<_>) =
                    dependencies.iter().partition(|(_, value)| value.is_array());
                let lists: Map<_, _> = lists
                    .into_iter()
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect();
                let schemas: Map<_, _> = schemas
                    .into_iter()
                    .map(|(name, value)| (name.clone(), modern(value)))
                    .collect();
                all.insert("dependentRequired".to_owned(), Value::Object(lists));
                all.insert("dependentSchemas".to_owned(), Value::Object(schemas));
                continue;
            }
            ("properties" | "patternProperties" | "definitions", schemas) => named(schemas),
            ("allOf" | "anyOf" | "oneOf", Value::Array(branches)) => {
                branches.iter().map(modern).collect()
            }
            (
                "items"
                | "contains"
                | "not"
                | "if"
                | "then"
                | "else"
                | "additionalProperties"
                | "propertyNames",
                schema,
            ) => modern(schema),
            _ => value.clone(),
        };
        all.insert(keyword.clone(), value);
    }
    Value::Object(all)
}

fn named(schemas: &Value) -> Value {
    let members = schemas.as_object().into_iter().flatten();
    Value::Object(
        members
            .map(|(name, schema)| (name.clone(), modern(schema)))
            .collect(),
    )
}
