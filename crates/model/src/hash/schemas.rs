//! Hashes of schemas that depend on what a schema demands and not on how it is laid out.

use std::collections::{HashMap, HashSet};

use tidings_schema::{Additional, Rules, SchemaGraph, SchemaId, SchemaKind};

use super::facts::{Digest, Facts};
use crate::Contract;
use crate::contract::Payload;

/// How many levels below a schema its hash looks.
///
/// What lies deeper is hashed with the schemas it belongs to, all of which are part of the contract's hash.
const LEVELS: usize = 64;

/// The hash of every schema that can be reached: equal where two schemas demand the same, whatever annotates them.
pub struct SchemaDigests<'g> {
    graph: &'g SchemaGraph,
    digests: HashMap<SchemaId, Digest>,
}

/// One schema: its own demands, and the schemas it applies.
struct Shape {
    id: SchemaId,
    own: Digest,
    /// Resolved, each with where it applies.
    parts: Vec<(String, SchemaId)>,
}

impl<'g> SchemaDigests<'g> {
    /// Hashes `roots` and everything they lead to.
    ///
    /// Schemas refer to each other in circles, so each round hashes every schema with the hashes that the round before
    /// gave to its parts. After some rounds no two schemas that differ have the same hash any more; how many rounds
    /// that takes follows from what the schemas demand, never from which of them are written twice.
    pub(super) fn new(graph: &'g SchemaGraph, roots: impl IntoIterator<Item = SchemaId>) -> Self {
        let shapes = shapes(graph, roots);
        let mut digests: HashMap<SchemaId, Digest> =
            shapes.iter().map(|shape| (shape.id, shape.own)).collect();
        let mut classes = classes_of(&digests);
        let mut changed: HashSet<SchemaId> = HashSet::new();
        for level in 0..LEVELS {
            // A schema whose parts have the hashes that they had before has its own one again.
            let is_to_be_hashed = |shape: &&Shape| {
                let mut parts = shape.parts.iter();
                level == 0 || parts.any(|(_, part)| changed.contains(part))
            };
            let hashed = shapes.iter().filter(is_to_be_hashed);
            let hashed: Vec<(SchemaId, Digest)> = hashed
                .map(|shape| (shape.id, shape.digest(&digests)))
                .collect();
            changed = hashed.iter().map(|(id, _)| *id).collect();
            digests.extend(hashed);
            let refined = classes_of(&digests);
            if refined == classes {
                break;
            }
            classes = refined;
        }
        Self { graph, digests }
    }

    /// Hashes every schema that an element of `contract` has, and everything these lead to.
    pub fn of_contract(contract: &'g Contract) -> Self {
        let messages = contract.messages.iter();
        let parts = messages.flat_map(|message| [&message.payload, &message.headers]);
        let servers = contract.servers.iter().map(|server| &server.bindings);
        let channels = contract.channels.iter().map(|channel| &channel.bindings);
        let operations = contract.operations.iter().map(|one| &one.bindings);
        let messages = contract.messages.iter().map(|message| &message.bindings);
        let bindings = servers.chain(channels).chain(operations).chain(messages);
        let of_bindings = bindings.flatten().flat_map(|binding| &binding.schemas);
        let parts = parts.flatten().chain(of_bindings.map(|(_, schema)| schema));
        let components = contract.component_schemas.iter().map(|(_, schema)| *schema);
        let schemas = parts.filter_map(Payload::json_schema).chain(components);
        Self::new(&contract.schemas, schemas)
    }

    /// The hash of the schema `id`; the same for all schemas that were not reached.
    pub fn of(&self, id: SchemaId) -> Digest {
        let id = self.graph.resolve(id);
        self.digests.get(&id).copied().unwrap_or_default()
    }

    /// Every hash once.
    pub(super) fn all(&self) -> HashSet<Digest> {
        self.digests.values().copied().collect()
    }
}

impl Shape {
    fn digest(&self, parts: &HashMap<SchemaId, Digest>) -> Digest {
        let mut facts = Facts::default();
        facts.add("own", self.own);
        for (label, part) in &self.parts {
            facts.add(label.as_str(), parts.get(part).copied().unwrap_or_default());
        }
        facts.digest()
    }
}

/// How many schemas there are that differ as far as is known.
fn classes_of(digests: &HashMap<SchemaId, Digest>) -> usize {
    digests.values().collect::<HashSet<_>>().len()
}

/// The shapes of `roots` and of everything they lead to, references left out.
fn shapes(graph: &SchemaGraph, roots: impl IntoIterator<Item = SchemaId>) -> Vec<Shape> {
    let mut waiting: Vec<SchemaId> = roots.into_iter().map(|id| graph.resolve(id)).collect();
    let mut seen: HashSet<SchemaId> = waiting.iter().copied().collect();
    let mut shapes = Vec::new();
    while let Some(id) = waiting.pop() {
        let shape = shape(graph, id);
        for (_, part) in &shape.parts {
            if seen.insert(*part) {
                waiting.push(*part);
            }
        }
        shapes.push(shape);
    }
    shapes
}

fn shape(graph: &SchemaGraph, id: SchemaId) -> Shape {
    let schema = graph.get(id);
    let mut facts = Facts::default();
    let mut parts = Vec::new();
    if let Some(default) = &schema.default {
        facts.literal("default", default);
    }
    match &schema.kind {
        SchemaKind::Boolean(true) | SchemaKind::Reference(_) => {}
        SchemaKind::Boolean(false) => facts.add("never", ""),
        SchemaKind::Rules(rules) => {
            own_demands(rules, &mut facts);
            parts = applied(graph, rules);
        }
    }
    for (_, part) in &mut parts {
        *part = graph.resolve(*part);
    }
    Shape {
        id,
        own: facts.digest(),
        parts,
    }
}

/// What a schema demands by itself.
fn own_demands(rules: &Rules, facts: &mut Facts) {
    let number = &rules.number;
    let string = &rules.string;
    let array = &rules.array;
    let object = &rules.object;
    if let Some(types) = rules.types {
        facts.add("typed", "");
        facts.each("type", types.iter().map(|json_type| json_type.name()));
    }
    if let Some(values) = &rules.enumeration {
        facts.add("enumerated", "");
        for value in values {
            facts.literal("enum", value);
        }
    }
    if let Some(value) = &rules.constant {
        facts.literal("const", value);
    }
    for (label, bound) in [
        ("minimum", &number.minimum),
        ("maximum", &number.maximum),
        ("exclusiveMinimum", &number.exclusive_minimum),
        ("exclusiveMaximum", &number.exclusive_maximum),
        ("multipleOf", &number.multiple_of),
        ("pattern", &string.pattern),
        ("format", &string.format),
        ("contentEncoding", &string.content_encoding),
        ("contentMediaType", &string.content_media_type),
        ("discriminator", &rules.discriminator),
    ] {
        facts.maybe(label, bound.as_ref());
    }
    for (label, limit) in [
        ("minLength", string.min_length),
        ("maxLength", string.max_length),
        ("minItems", array.min_items),
        ("maxItems", array.max_items),
        ("minContains", array.min_contains),
        ("maxContains", array.max_contains),
        ("minProperties", object.min_properties),
        ("maxProperties", object.max_properties),
    ] {
        facts.maybe(label, limit.map(u64::to_le_bytes));
    }
    facts.maybe("uniqueItems", array.unique_items.then_some(""));
    facts.each("required", &object.required);
    for (name, others) in &object.dependent_required {
        facts.each(&format!("dependencies {name}"), others);
    }
    let additional = match object.additional {
        Additional::Unstated | Additional::Schema(_) => None,
        Additional::Allowed => Some("true"),
        Additional::Denied => Some("false"),
    };
    facts.maybe("additionalProperties", additional);
}

/// The schemas that a schema applies, each with where it applies.
fn applied(graph: &SchemaGraph, rules: &Rules) -> Vec<(String, SchemaId)> {
    let array = &rules.array;
    let object = &rules.object;
    let mut parts = Vec::new();
    let mut add = |label: String, part: SchemaId| parts.push((label, part));
    let additional = match object.additional {
        Additional::Schema(schema) => Some(schema),
        _ => None,
    };
    for (label, part) in [
        ("items", array.items),
        ("contains", array.contains),
        ("unevaluatedItems", array.unevaluated),
        ("unevaluatedProperties", object.unevaluated),
        ("contentSchema", rules.string.content_schema),
        ("additionalProperties", additional),
        ("propertyNames", object.property_names),
        ("not", rules.not),
        ("if", rules.condition),
        ("then", rules.consequence),
        ("else", rules.alternative),
    ] {
        if let Some(part) = part {
            add(label.to_owned(), part);
        }
    }
    for (label, several) in [
        ("allOf", &rules.all_of),
        ("anyOf", &rules.any_of),
        ("oneOf", &rules.one_of),
    ] {
        for part in several {
            add(label.to_owned(), *part);
        }
    }
    if let Some(reference) = &rules.dynamic_reference {
        add("dynamic reference".to_owned(), reference.target);
        for part in graph.dynamic_anchors(&reference.name) {
            add(format!("dynamic {}", reference.name), part);
        }
    }
    for (value, part) in rules.mapping.iter() {
        add(format!("mapping {value}"), *part);
    }
    for (position, part) in array.prefix.iter().enumerate() {
        add(format!("item {position}"), *part);
    }
    for property in &object.properties {
        add(format!("property {}", property.name), property.schema);
    }
    for (pattern, part) in &object.pattern_properties {
        add(format!("pattern {pattern}"), *part);
    }
    for (name, part) in &object.dependent_schemas {
        add(format!("dependency {name}"), *part);
    }
    parts
}
