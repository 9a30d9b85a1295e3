//! A schema out of a document, with everything its references lead to.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// The schema at `pointer` of `document` by itself; `None` where it leads out of the document or into another language.
pub(crate) fn bundle(document: &Value, pointer: &str) -> Option<Value> {
    let mut names = BTreeMap::new();
    let root = reference(&format!("#{pointer}"), &mut names)?;
    let mut definitions = Map::new();
    // Copying one schema names others, until every name has its schema.
    while definitions.len() < names.len() {
        let waiting = names
            .iter()
            .find(|(_, name)| !definitions.contains_key(*name));
        let (pointer, name) = waiting.map(|(pointer, name)| (pointer.clone(), name.clone()))?;
        let copied = copy(document.pointer(&pointer)?, &mut names)?;
        definitions.insert(name, copied);
    }
    Some(json!({"$ref": root, "definitions": definitions}))
}

/// What a reference is called in the bundle.
fn reference(text: &str, names: &mut BTreeMap<String, String>) -> Option<String> {
    let pointer = text.strip_prefix('#')?;
    if pointer.contains('%') {
        return None;
    }
    let next = format!("s{}", names.len());
    let name = names.entry(pointer.to_owned()).or_insert(next);
    Some(format!("#/definitions/{name}"))
}

fn copy(value: &Value, names: &mut BTreeMap<String, String>) -> Option<Value> {
    match value {
        Value::Array(items) => items.iter().map(|item| copy(item, names)).collect(),
        Value::Object(members) => {
            if let Some(text) = members.get("$ref").and_then(Value::as_str) {
                return Some(json!({"$ref": reference(text, names)?}));
            }
            if members.contains_key("schemaFormat") {
                return None;
            }
            // A base would move the references.
            let mut all = Map::new();
            for (key, value) in members {
                if matches!(key.as_str(), "$id" | "id") && value.is_string() {
                    return None;
                }
                all.insert(key.clone(), copy(value, names)?);
            }
            Some(Value::Object(all))
        }
        other => Some(other.clone()),
    }
}
