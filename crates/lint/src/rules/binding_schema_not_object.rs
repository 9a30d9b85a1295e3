use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;
use tidings_syntax::{Kind, Value};

use crate::bindings::{self, Bound};
use crate::rule::{Section, rule};

rule! {
    /// The schema of headers or query parameters in a binding is not of type `object`, or has no `properties`.
    ///
    /// Looked at are `query` and `headers` in the bindings of `http` and `ws`, and `headers` in those of `jms` and `anypointmq`.
    /// Schemas that are put together with `allOf`, `anyOf` or `oneOf` are left alone.
    ///
    /// ## Why it matters
    ///
    /// Each property of the schema is one header or one parameter.
    /// The texts of these bindings say that the schema MUST be of type `object` and have a `properties` key (for instance WebSockets Bindings, Channel Binding Object).
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: ws }
    /// channels:
    ///   ticks:
    ///     bindings:
    ///       ws:
    ///         query: { properties: { symbol: { type: string } } }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: ws }
    /// channels:
    ///   ticks:
    ///     bindings:
    ///       ws:
    ///         query: { type: object, properties: { symbol: { type: string } } }
    /// ```
    "binding-schema-not-object", "B006", Error,
    "a schema of headers or query parameters in a binding does not describe an object with properties",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut schemas: Vec<(Bound<'_>, &str)> = Vec::new();
    for (_, bound) in bindings::channels(contract, "ws") {
        schemas.extend([(bound, "query"), (bound, "headers")]);
    }
    for (_, bound) in bindings::operations(contract, "http") {
        schemas.push((bound, "query"));
    }
    for protocol in ["anypointmq", "http", "jms"] {
        let messages = bindings::messages(contract, protocol);
        schemas.extend(messages.map(|(_, bound)| (bound, "headers")));
    }
    let findings = schemas.into_iter().filter_map(|(bound, field)| {
        let (lack, help) = lack(bound.schema(sources, field)?)?;
        let message = format!("the schema of `{field}` {lack}");
        let place = bound.key(sources, field);
        Some(bound.finding(&RULE.meta, place, message).with_help(help))
    });
    findings.collect()
}

/// What a schema lacks to describe an object with properties; `None` if nothing.
fn lack(schema: Value<'_>) -> Option<(&'static str, &'static str)> {
    let is_composed = ["allOf", "anyOf", "oneOf"]
        .iter()
        .any(|keyword| schema.get(keyword).is_some());
    if schema.kind() != Kind::Mapping || is_composed {
        return None;
    }
    match schema.get("type").map(|name| name.as_str()) {
        Some(Some("object")) if schema.get("properties").is_some() => None,
        Some(Some("object")) => Some((
            "has no `properties`",
            "describe each header or parameter under `properties`",
        )),
        Some(_) => Some((
            "is not of type `object`",
            "write `type: object` and describe each header or parameter under `properties`",
        )),
        None => Some((
            "does not say that it is of type `object`",
            "add `type: object`",
        )),
    }
}
