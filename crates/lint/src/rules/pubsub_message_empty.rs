use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_schema::Literal;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// A message with a `googlepubsub` binding has no payload and no attributes.
    ///
    /// ## Why it matters
    ///
    /// Where a message has no attributes, it must contain data (Google Cloud Pub/Sub Bindings, Message Binding Object).
    /// The service refuses a message that has neither.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: googlepubsub }
    /// channels:
    ///   orders:
    ///     address: projects/shop/topics/orders
    ///     messages:
    ///       Ping:
    ///         headers: { type: object }
    ///         bindings:
    ///           googlepubsub: { orderingKey: a }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: googlepubsub }
    /// channels:
    ///   orders:
    ///     address: projects/shop/topics/orders
    ///     messages:
    ///       Ping:
    ///         headers: { type: object }
    ///         bindings:
    ///           googlepubsub: { attributes: { kind: ping } }
    /// ```
    "pubsub-message-empty", "B419", Warning,
    "a message of Google Cloud Pub/Sub has neither data nor attributes",
    Section::of("Message Bindings Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (message, bound) in bindings::messages(contract, "googlepubsub") {
        let has_attributes = match bound.get("attributes") {
            Some(Literal::Object(attributes)) => !attributes.is_empty(),
            _ => false,
        };
        if contract.messages[message].payload.is_none() && !has_attributes {
            let text = "a message without payload needs attributes";
            let place = bound.own_key(sources);
            let help = "describe the payload, or name `attributes`";
            findings.push(bound.finding(&RULE.meta, place, text).with_help(help));
        }
    }
    findings
}
