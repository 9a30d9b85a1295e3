//! What a schema demands by itself, and the schemas it applies.

use tidings_schema::{Additional, Rules, SchemaGraph, SchemaId, SchemaKind};

use super::facts::{Digest, Facts};

/// One schema: its own demands, and the schemas it applies.
pub(super) struct Shape {
    pub(super) id: SchemaId,
    /// The hash of what it demands by itself.
    pub(super) own: Digest,
    /// Resolved, each with where it applies.
    pub(super) parts: Vec<(String, SchemaId)>,
}

impl Shape {
    /// The hash of the whole schema where its parts have these hashes.
    pub(super) fn digest(&self, of_part: impl Fn(SchemaId) -> Digest) -> Digest {
        let mut facts = Facts::default();
        facts.add("own", self.own);
        for (label, part) in &self.parts {
            facts.add(label.as_str(), of_part(*part));
        }
        facts.digest()
    }
}

/// The shape of the schema `id`, which is no reference.
pub(super) fn shape(graph: &SchemaGraph, id: SchemaId) -> Shape {
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
    ] {
        facts.maybe(label, bound.as_ref());
    }
    facts.maybe("discriminator", rules.discriminator.as_deref());
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
    facts.each("unread", rules.unread.iter().map(|unread| &unread.name));
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
