use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::Server;
use tidings_source::Sources;

use crate::place::{field_at, key_of};
use crate::protocol::{Family, family};
use crate::rule::{Section, rule};

rule! {
    /// A message has headers, and the protocol of all servers of its channel carries none.
    ///
    /// Frames of a WebSocket have no headers, and messages of MQTT have them (as user properties) from version 5 on only.
    ///
    /// ## Why it matters
    ///
    /// `headers` describe what travels beside the payload (AsyncAPI 3.0, Message Object).
    /// Where the protocol has no place for it, either it is never sent or every side invents a place of its own.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production: { host: example.org, protocol: wss }
    /// channels:
    ///   lights:
    ///     address: /lights
    ///     messages:
    ///       on:
    ///         headers: { type: object, properties: { lamp: { type: string } } }
    ///         payload: { type: boolean }
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
    ///     messages:
    ///       on:
    ///         payload: { type: object, properties: { lamp: { type: string }, on: { type: boolean } } }
    /// ```
    "headers-unsupported-by-protocol", "M005", Warning,
    "a message has headers, and the protocol of its channel has none",
    Section::of("Message Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for channel in contract.channels.iter() {
        let servers = || {
            channel
                .servers
                .iter()
                .map(|server| &contract.servers[*server])
        };
        let Some(server) = servers().next().filter(|_| servers().all(carries_none)) else {
            continue;
        };
        for message in channel
            .messages
            .iter()
            .map(|(_, message)| &contract.messages[*message])
        {
            let Some(headers) = field_at(sources, &message.origin.location, "headers") else {
                continue;
            };
            let version = server.protocol_version.as_deref();
            let version = version.map_or(String::new(), |version| format!(" {version}"));
            let text = format!(
                "message `{}` has headers, which {}{version} does not carry",
                message.key, server.protocol
            );
            findings.push(
                Finding::new(&RULE.meta, headers.key_location(), text)
                    .with_help("describe them as a part of the payload")
                    .with_related(key_of(&server.origin), "a server of the channel")
                    .with_element(message.element.as_str()),
            );
        }
    }
    findings
}

/// Whether messages to and from `server` have no headers.
fn carries_none(server: &Server) -> bool {
    let version = server.protocol_version.as_deref().unwrap_or_default();
    match family(&server.protocol) {
        Some(Family::WebSocket) => true,
        Some(Family::Mqtt) => version.starts_with("3.") || version == "3",
        _ => false,
    }
}
