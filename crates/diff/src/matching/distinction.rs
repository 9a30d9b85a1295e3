//! What a message carries that tells its kind: a property of the payload, or a header, that has one value only.

use std::collections::{BTreeSet, HashMap};

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
fn constants(graph: &SchemaGraph, schema: SchemaId) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(graph, schema, "", &mut found, 0);
    in_order(found).unwrap_or_default()
}

/// The properties whose constants tell alternatives of one value apart.
///
/// What several alternatives of a version share tells nothing, unless another one of them has another constant there: a
/// version number that all of them carry is not what makes one of them that one.
pub(crate) struct Tags {
    names: BTreeSet<String>,
}

impl Tags {
    /// What tells the alternatives apart that both versions list.
    pub(crate) fn between(versions: [(&SchemaGraph, &[SchemaId]); 2]) -> Self {
        let listed = versions.map(|(graph, alternatives)| {
            let mut values: HashMap<String, Vec<String>> = HashMap::new();
            for (name, value) in alternatives.iter().flat_map(|it| constants(graph, *it)) {
                values.entry(name).or_default().push(value);
            }
            values
        });
        let tells = |name: &&String| {
            let mut values = listed.iter().filter_map(|values| values.get(*name));
            let differ = |all: &Vec<String>| all.iter().any(|value| *value != all[0]);
            values.clone().any(differ) || values.all(|all| all.len() == 1)
        };
        let names = listed.iter().flat_map(HashMap::keys);
        Self {
            names: names.filter(tells).cloned().collect(),
        }
    }

    /// The constants by which one of the alternatives is told from the others; `None` where there is none.
    pub(crate) fn of(
        &self,
        graph: &SchemaGraph,
        alternative: SchemaId,
    ) -> Option<Vec<(String, String)>> {
        let mut told = constants(graph, alternative);
        told.retain(|(name, _)| self.names.contains(name));
        (!told.is_empty()).then_some(told)
    }

    /// Whether a property has one constant in `base`, an alternative of the base, and another one in `revision`.
    pub(crate) fn tell_apart(&self, [base, revision]: [(&SchemaGraph, SchemaId); 2]) -> bool {
        let told = |(graph, schema)| self.of(graph, schema).unwrap_or_default();
        let (old, new) = (told(base), told(revision));
        old.iter().any(|(name, value)| {
            let mut others = new.iter().filter(|(other, _)| other == name);
            others.any(|(_, other)| other != value)
        })
    }
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
    let value = rules.constant.as_deref().or(listed)?;
    value.as_str().is_some().then_some(value)
}
