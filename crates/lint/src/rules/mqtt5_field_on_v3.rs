use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::{Channel, Server};
use tidings_model::grammar::bindings::protocol_of;
use tidings_source::Sources;

use crate::bindings::{self, Bound};
use crate::rule::{Section, rule};

rule! {
    /// A binding of MQTT has a field that only MQTT 5 knows, and the servers it is for say that they speak MQTT 3.
    ///
    /// ## Why it matters
    ///
    /// The text of the binding says for each field which versions of MQTT have it (MQTT Bindings, Server Binding Object and its siblings).
    /// A connection of MQTT 3 has no place to put such a value, so it has no effect.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: mqtt
    ///     protocolVersion: 3.1.1
    ///     bindings:
    ///       mqtt: { sessionExpiryInterval: 600 }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: mqtt
    ///     protocolVersion: "5.0"
    ///     bindings:
    ///       mqtt: { sessionExpiryInterval: 600 }
    /// ```
    "mqtt5-field-on-v3", "B203", Warning,
    "a binding of MQTT has a field of MQTT 5 for a server that speaks MQTT 3",
    Section::of("Server Bindings Object"),
    check
}

/// Fields that only MQTT 5 knows.
const OF_MQTT_5: &[&str] = &[
    "contentType",
    "correlationData",
    "maximumPacketSize",
    "messageExpiryInterval",
    "payloadFormatIndicator",
    "responseTopic",
    "sessionExpiryInterval",
];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut old: Vec<Bound<'_>> = Vec::new();
    let servers = bindings::servers(contract, "mqtt");
    old.extend(
        servers
            .filter(|(server, _)| is_old(server))
            .map(|(_, bound)| bound),
    );
    for (operation, bound) in bindings::operations(contract, "mqtt") {
        if only_old(contract, &contract.channels[operation.channel]) {
            old.push(bound);
        }
    }
    for (message, bound) in bindings::messages(contract, "mqtt") {
        let mut carriers = bindings::carriers(contract, message).peekable();
        if carriers.peek().is_some() && carriers.all(|channel| only_old(contract, channel)) {
            old.push(bound);
        }
    }
    let mut findings = Vec::new();
    for bound in old {
        for field in OF_MQTT_5.iter().filter(|field| bound.get(field).is_some()) {
            let message = format!("`{field}` is of MQTT 5, the server speaks MQTT 3");
            let place = bound.key(sources, field);
            findings.push(
                bound
                    .finding(&RULE.meta, place, message)
                    .with_help("remove it, or correct `protocolVersion` of the server")
                    .with_detail(*field),
            );
        }
    }
    findings
}

/// Whether a server says that it speaks MQTT 3.
fn is_old(server: &Server) -> bool {
    let version = server.protocol_version.as_deref();
    protocol_of(&server.protocol).is_some_and(|protocol| protocol.key == "mqtt")
        && version.is_some_and(|version| version.trim_start_matches('v').starts_with('3'))
}

/// Whether every server of a channel speaks MQTT 3.
fn only_old(contract: &Contract, channel: &Channel) -> bool {
    !channel.servers.is_empty() && bindings::servers_of(contract, channel).all(is_old)
}
