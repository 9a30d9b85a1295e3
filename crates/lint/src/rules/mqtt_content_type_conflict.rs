use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// A message has a `contentType`, and its `mqtt` binding another one.
    ///
    /// ## Why it matters
    ///
    /// `contentType` of the binding should not conflict with that of the message (MQTT Bindings, Message Binding Object).
    /// Who receives the message cannot know which of them to believe.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: mqtt }
    /// channels:
    ///   lamps:
    ///     address: lamps
    ///     messages:
    ///       Switched:
    ///         contentType: application/json
    ///         payload: { type: object }
    ///         bindings:
    ///           mqtt: { contentType: application/cbor }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: mqtt }
    /// channels:
    ///   lamps:
    ///     address: lamps
    ///     messages:
    ///       Switched:
    ///         contentType: application/json
    ///         payload: { type: object }
    ///         bindings:
    ///           mqtt: { contentType: application/json }
    /// ```
    "mqtt-content-type-conflict", "B206", Warning,
    "a binding of MQTT gives a message another content type than the message itself",
    Section::of("Message Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (message, bound) in bindings::messages(contract, "mqtt") {
        let own = &contract.messages[message].content_type;
        let (Some(own), Some(bound_type)) = (own, bound.text("contentType")) else {
            continue;
        };
        if essence(own) != essence(bound_type) {
            let text = format!("`{bound_type}` here, but the message itself is `{own}`");
            let place = bound.value(sources, "contentType");
            let help = "leave it out here; the content type of the message holds";
            findings.push(bound.finding(&RULE.meta, place, text).with_help(help));
        }
    }
    findings
}

/// A media type without its parameters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
