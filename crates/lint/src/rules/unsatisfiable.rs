use std::collections::BTreeSet;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_schema::{Keyword, Rules, SchemaGraph, SchemaId, SchemaKind};
use tidings_source::Sources;

use crate::contradiction::{Contradiction, contradiction, has_no_value};
use crate::evident::Evident;
use crate::place::listed;
use crate::rule::{Section, rule};

rule! {
    /// No value is valid under a schema, because its keywords contradict each other.
    ///
    /// The finding names the keywords that leave no value: without any one of them there would be some.
    /// A schema that contains such a one and needs it is not told of again.
    /// `false` and `not: {}`, which say on purpose that nothing is allowed, are left alone.
    ///
    /// ## Why it matters
    ///
    /// Whatever is sent or received has to be valid under its schema (AsyncAPI 3.0, Schema Object).
    /// Under a schema without values no message can be sent, and a property that has one can never be set.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       state:
    ///         payload:
    ///           allOf:
    ///             - { type: object, required: [lit], properties: { lit: { type: boolean } } }
    ///             - { type: object, properties: { lit: { enum: [yes-please, no-thanks] } } }
    /// operations:
    ///   watch:
    ///     action: receive
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       state:
    ///         payload:
    ///           allOf:
    ///             - { type: object, required: [lit], properties: { lit: { type: string } } }
    ///             - { type: object, properties: { lit: { enum: [yes-please, no-thanks] } } }
    /// operations:
    ///   watch:
    ///     action: receive
    ///     channel: { $ref: "#/channels/lights" }
    /// ```
    "unsatisfiable", "S042", Error in Suspicious,
    "the keywords of a schema contradict each other, so no value is valid",
    Section::of("Schema Object"),
    check
}

fn check(contract: &Contract, _: &Sources) -> Vec<Finding> {
    let schemas = &contract.schemas;
    let mut evident = Evident::of(schemas);
    let empty: BTreeSet<SchemaId> = schemas
        .iter()
        .filter(|(_, schema)| match &schema.kind {
            SchemaKind::Rules(rules) => !is_on_purpose(schemas, rules),
            SchemaKind::Boolean(_) | SchemaKind::Reference(_) => false,
        })
        .map(|(id, _)| id)
        .filter(|&id| !evident.has_value(id) && has_no_value(schemas, id))
        .collect();
    if empty.is_empty() {
        return Vec::new();
    }
    let mut work = schemas.clone();
    let mut findings = Vec::new();
    for &id in &empty {
        let Some(rules) = schemas.rules(id) else {
            continue;
        };
        let mut parts = parts(rules).map(|part| schemas.resolve(part));
        if !parts.any(|part| empty.contains(&part)) {
            let contradiction = contradiction(&mut work, id, rules);
            findings.extend(finding(&contradiction));
        }
    }
    findings
}

/// Whether the schema says that nothing is allowed: `not` anything.
fn is_on_purpose(schemas: &SchemaGraph, rules: &Rules) -> bool {
    rules.not.is_some_and(|not| schemas.is_unconstrained(not))
}

/// The schemas that `rules` needs values of.
fn parts(rules: &Rules) -> impl Iterator<Item = SchemaId> {
    let combined = rules
        .all_of
        .iter()
        .chain(&rules.any_of)
        .chain(&rules.one_of);
    let properties = rules
        .object
        .properties
        .iter()
        .map(|property| &property.schema);
    let items = rules
        .array
        .prefix
        .iter()
        .chain(&rules.array.items)
        .chain(&rules.array.contains);
    combined.chain(properties).chain(items).copied()
}

fn finding(contradiction: &Contradiction<'_>) -> Option<Finding> {
    let names: Vec<&str> = contradiction
        .keywords
        .iter()
        .map(|keyword| &*keyword.name)
        .collect();
    // Branches that every value fits twice are what `oneof-overlap` tells.
    if names == ["oneOf"] {
        return None;
    }
    // Keywords speak of one type, so `type` nearly always is among them and says the least.
    let (types, others): (Vec<&Keyword>, Vec<&Keyword>) = contradiction
        .keywords
        .iter()
        .partition(|keyword| keyword.name == "type");
    let told = if others.is_empty() { &types } else { &others };
    let (first, further) = told.split_first()?;
    let names: Vec<&str> = told.iter().map(|keyword| &*keyword.name).collect();
    let what = match (&contradiction.property, &names[..]) {
        (Some((name, _)), _) => format!("what is said of the property `{name}` contradicts itself"),
        (None, ["allOf"]) => "the schemas of `allOf` contradict each other".to_owned(),
        (None, [name]) if types.is_empty() => format!("no value meets `{name}`"),
        (None, [name]) => format!("no value of its `type` meets `{name}`"),
        (None, names) => format!("{} contradict each other", listed(names)),
    };
    let mut finding = Finding::new(
        &RULE.meta,
        first.location(),
        format!("{what}, so nothing is valid"),
    )
    .with_help("change one of them, or write `false` if nothing is meant to be allowed");
    for keyword in further {
        finding = finding.with_related(keyword.location(), "this contradicts it");
    }
    let places = match &contradiction.property {
        Some((_, places)) => places,
        None => &contradiction.branches,
    };
    for place in places {
        finding = finding.with_related(place.clone(), "one side of the contradiction");
    }
    Some(finding)
}
