//! What a message carries that tells its kind: a property of the payload, or a header, that has one value only.

use tidings_model::Contract;
use tidings_model::contract::{Message, Payload};
use tidings_schema::{Literal, SchemaGraph, SchemaId};

/// The fields that can have one value only, each with its value, in a fixed order; `None` where there is none.
pub(super) fn distinction(contract: &Contract, message: &Message) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    for (part, payload) in [
        ("headers ", &message.headers),
        ("payload ", &message.payload),
    ] {
        if let Some(schema) = payload.as_ref().and_then(Payload::json_schema) {
            collect(&contract.schemas, schema, part, &mut found, 0);
        }
    }
    in_order(found)
}

/// The same of one schema by itself.
pub(crate) fn constants(graph: &SchemaGraph, schema: SchemaId) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    collect(graph, schema, "", &mut found, 0);
    in_order(found)
}

fn in_order(mut found: Vec<(String, String)>) -> Option<Vec<(String, String)>> {
    found.sort();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

/// How deep `allOf` is looked into: real documents nest it twice or so.
const DEEPEST: usize = 8;

fn collect(
    graph: &SchemaGraph,
    schema: SchemaId,
    part: &str,
    found: &mut Vec<(String, String)>,
    depth: usize,
) {
    let Some(rules) = graph.rules(schema).filter(|_| depth < DEEPEST) else {
        return;
    };
    for property in &rules.object.properties {
        if let Some(value) = only_value(graph, property.schema) {
            let name = format!("{part}{}", property.name);
            found.push((name, value.to_json_text()));
        }
    }
    for member in &rules.all_of {
        collect(graph, *member, part, found, depth + 1);
    }
}

/// The value that `const` or an `enum` of one demands; of texts only, since other constants are settings.
fn only_value(graph: &SchemaGraph, schema: SchemaId) -> Option<&Literal> {
    let rules = graph.rules(schema)?;
    let listed = match rules.enumeration.as_deref() {
        Some([value]) => Some(value),
        _ => None,
    };
    let value = rules.constant.as_ref().or(listed)?;
    value.as_str().is_some().then_some(value)
}
