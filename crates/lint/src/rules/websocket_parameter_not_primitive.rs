use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;
use tidings_syntax::Value;

use crate::bindings;
use crate::place::followed;
use crate::rule::{Section, rule};

rule! {
    /// A query parameter or a header of a WebSocket's handshake is an object or an array.
    ///
    /// ## Why it matters
    ///
    /// Both travel as text.
    /// The text of the binding wants each property to be a string, a boolean, an integer or a number, or an `enum` of such values (WebSockets Bindings, Channel Binding Object).
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
    ///         query: { type: object, properties: { symbols: { type: array } } }
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
    ///         query: { type: object, properties: { symbols: { type: string } } }
    /// ```
    "websocket-parameter-not-primitive", "B405", Warning,
    "a query parameter or header of a WebSocket is an object or an array",
    Section::of("Channel Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::channels(contract, "ws") {
        for field in ["query", "headers"] {
            let schema = bound.schema(sources, field);
            let properties = schema.and_then(|schema| schema.get("properties"));
            for property in properties.into_iter().flat_map(Value::entries) {
                let Some(name) = structured(sources, property.value) else {
                    continue;
                };
                let message = format!("`{}` is an {name}", property.key);
                let help = "parameters and headers are text: write a string, a boolean or a number";
                let place = property.key_location();
                findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
            }
        }
    }
    findings
}

/// `object` or `array`, where a schema says that it is one.
fn structured(sources: &Sources, schema: Value<'_>) -> Option<&'static str> {
    let schema = followed(sources, schema)?;
    let stated = schema.get("type")?;
    ["array", "object"].into_iter().find(|name| {
        let mut stated = stated.items().chain([stated]);
        stated.any(|stated| stated.as_str() == Some(name))
    })
}
