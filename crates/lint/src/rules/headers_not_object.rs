use std::collections::HashSet;

use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Payload;
use tidings_schema::{Keyword, SchemaGraph, SchemaId, Type, TypeSet};
use tidings_source::Sources;

use crate::place::{field_at, is_v2, key_of};
use crate::rule::{Section, rule};

rule! {
    /// The schema of a message's headers describes something that is no object.
    ///
    /// In AsyncAPI 2 it must also say so, with `type: object`.
    ///
    /// ## Why it matters
    ///
    /// Headers are a map of names and values, and their schema must be one of an object (AsyncAPI 3.0, Message Object).
    /// No message can have headers that are a string or a list.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on:
    ///         headers: { type: string }
    ///         payload: { type: boolean }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// channels:
    ///   lights:
    ///     address: lights
    ///     messages:
    ///       on:
    ///         headers: { type: object, properties: { lamp: { type: string } } }
    ///         payload: { type: boolean }
    /// ```
    "headers-not-object", "M003", Error,
    "the schema of headers describes something that is no object",
    Section::of("Message Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for message in contract.messages.iter() {
        let Some(Payload::Schema(headers)) = message.headers else {
            continue;
        };
        let schemas = &contract.schemas;
        let types = types(schemas, headers, &mut HashSet::new());
        let what = match types {
            Some(types) if types.contains(Type::Object) => continue,
            Some(types) if types.is_empty() => "allows nothing".to_owned(),
            Some(types) => format!("describes {types}"),
            None if is_v2(contract) => "does not say `type: object`".to_owned(),
            None => continue,
        };
        let stated = schemas
            .rules(headers)
            .and_then(|rules| rules.keyword("type"));
        let field = || {
            let field = field_at(sources, &message.origin.location, "headers");
            field.map(|field| field.key_location())
        };
        let schema = schemas.get(schemas.resolve(headers));
        let place = stated.map(Keyword::location).or_else(field);
        let place = place.unwrap_or_else(|| schema.location.clone());
        let text = format!(
            "the schema of the headers of message `{}` {what}",
            message.key
        );
        findings.push(
            Finding::new(&RULE.meta, place, text)
                .with_help("write `type: object`, and the headers as its `properties`")
                .with_related(key_of(&message.origin), "the message")
                .with_element(message.element.as_str()),
        );
    }
    findings
}

/// How many schemas are looked at for one message.
const LOOKED_AT: usize = 256;

/// The types that values of `schema` can have, as far as it, its references and its `allOf` say; `None` when nothing does.
fn types(graph: &SchemaGraph, schema: SchemaId, seen: &mut HashSet<SchemaId>) -> Option<TypeSet> {
    if seen.len() > LOOKED_AT || !seen.insert(graph.resolve(schema)) {
        return None;
    }
    let Some(rules) = graph.rules(schema) else {
        let allows_nothing = !graph.is_unconstrained(schema);
        return allows_nothing.then_some(TypeSet::EMPTY);
    };
    let parts = rules
        .all_of
        .iter()
        .filter_map(|part| types(graph, *part, seen));
    rules
        .stated_types()
        .into_iter()
        .chain(parts)
        .reduce(TypeSet::intersection)
}
