use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_source::Sources;

use crate::place::address;
use crate::protocol::{Family, families};
use crate::rule::{Section, rule};

rule! {
    /// The address of a channel has query parameters or a fragment.
    ///
    /// A `#` between separators is a wildcard and no fragment, and in addresses of AMQP, Kafka, MQTT and NATS neither `?` nor `#`
    /// means what it does in a URL.
    ///
    /// ## Why it matters
    ///
    /// Query parameters and fragments shall not be used in an address (AsyncAPI 3.0, Channel Object): they differ from
    /// connection to connection.
    /// The `ws` and `http` bindings have the field `query` for them, where each parameter gets a schema.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: example.org, protocol: wss }
    /// channels:
    ///   lights:
    ///     address: /lights?street=main
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: example.org, protocol: wss }
    /// channels:
    ///   lights:
    ///     address: /lights
    ///     bindings:
    ///       ws:
    ///         query:
    ///           type: object
    ///           properties:
    ///             street: { type: string }
    /// ```
    "address-query-fragment", "C011", Error,
    "the address of a channel has a query or a fragment",
    Section::renamed("Channels Object", "Channel Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        let Some(address) = address(contract, sources, channel) else {
            continue;
        };
        let families = families(contract, channel);
        let other_meaning = !families.is_empty()
            && families.iter().all(|family| {
                matches!(
                    family,
                    Some(Family::Amqp | Family::Kafka | Family::Mqtt | Family::Nats)
                )
            });
        let found = query(address.text, other_meaning)
            .map(|part| (part, "query parameters"))
            .or_else(|| {
                let fragment = fragment(address.text).filter(|_| !other_meaning);
                fragment.map(|part| (part, "a fragment"))
            });
        if let Some((part, what)) = found {
            let message = format!("`{part}` is {what}, which an address cannot have");
            findings.push(
                Finding::new(&RULE.meta, address.last(part), message)
                    .with_help("describe them in `query` of the channel's `ws` or `http` binding")
                    .with_element(channel.element.as_str()),
            );
        }
    }
    findings
}

/// The query of `address`; where `?` may have another meaning, only what assigns a value.
fn query(address: &str, other_meaning: bool) -> Option<&str> {
    let part = &address[address.find('?')?..];
    // `{?page}` is how a URI template writes a query (RFC 6570 §3.2.8).
    let is_expression = address.contains("{?");
    (!other_meaning || is_expression || part.contains('=')).then_some(part)
}

/// The fragment of `address`: what follows a `#` that is not a word by itself.
fn fragment(address: &str) -> Option<&str> {
    let is_separator = |character: char| matches!(character, '/' | '.');
    let start = address.match_indices('#').find(|(start, _)| {
        let before = address[..*start].chars().next_back();
        let behind = address[start + 1..].chars().next();
        !(before.is_none_or(is_separator) && behind.is_none_or(is_separator))
    });
    start.map(|(start, _)| &address[start..])
}
