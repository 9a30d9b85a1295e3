use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::{MessageId, Server};
use tidings_model::grammar::bindings::protocol_of;
use tidings_source::Sources;

use crate::bindings;
use crate::rule::{Section, rule};

rule! {
    /// A binding of Kafka speaks of a schema registry, and no `schemaRegistryUrl` says where it is.
    ///
    /// On a server that is `schemaRegistryVendor`; on a message `schemaIdLocation`, `schemaIdPayloadEncoding` and `schemaLookupStrategy`.
    /// Messages are looked at only where the servers that carry them are known.
    ///
    /// ## Why it matters
    ///
    /// These fields MUST NOT be specified without `schemaRegistryUrl` on the server (Kafka Bindings, Server Binding Object; Kafka Bindings, Message Binding Object).
    /// A client that should look a schema up has no place to look.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: kafka
    ///     bindings:
    ///       kafka: { schemaRegistryVendor: confluent }
    /// ```
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafka }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Order:
    ///         payload: { type: object }
    ///         bindings:
    ///           kafka: { schemaIdLocation: payload }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: broker.example.org
    ///     protocol: kafka
    ///     bindings:
    ///       kafka: { schemaRegistryUrl: "https://registry.example.org", schemaRegistryVendor: confluent }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     messages:
    ///       Order:
    ///         payload: { type: object }
    ///         bindings:
    ///           kafka: { schemaIdLocation: payload }
    /// ```
    "kafka-registry-incomplete", "B104", Error,
    "a binding of Kafka speaks of a schema registry without saying where it is",
    Section::of("Server Bindings Object"),
    check
}

/// Fields of a message that need a registry.
const OF_MESSAGES: &[&str] = &[
    "schemaIdLocation",
    "schemaIdPayloadEncoding",
    "schemaLookupStrategy",
];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, bound) in bindings::servers(contract, "kafka") {
        if bound.get("schemaRegistryVendor").is_some() && bound.get("schemaRegistryUrl").is_none() {
            let message = "a vendor of a schema registry, but no `schemaRegistryUrl`";
            let place = bound.key(sources, "schemaRegistryVendor");
            let help = "add `schemaRegistryUrl` beside it, or remove it";
            findings.push(bound.finding(&RULE.meta, place, message).with_help(help));
        }
    }
    for (message, bound) in bindings::messages(contract, "kafka") {
        let brokers = brokers_of(contract, message);
        let has_registry = |server: &&Server| {
            let binding = bindings::binding(&server.bindings, "kafka");
            binding.is_some_and(|binding| binding.value.get("schemaRegistryUrl").is_some())
        };
        if brokers.is_empty() || brokers.iter().any(has_registry) {
            continue;
        }
        for field in OF_MESSAGES {
            if bound.get(field).is_some() {
                let text = format!("`{field}` needs a schema registry, and no server has one");
                let place = bound.key(sources, field);
                let help = "add `schemaRegistryUrl` to the `kafka` binding of the server";
                let finding = bound.finding(&RULE.meta, place, text);
                findings.push(finding.with_help(help).with_detail(*field));
            }
        }
    }
    findings
}

/// The servers of Kafka through which `message` travels.
fn brokers_of(contract: &Contract, message: MessageId) -> Vec<&Server> {
    bindings::carriers(contract, message)
        .flat_map(|channel| bindings::servers_of(contract, channel))
        .filter(|server| protocol_of(&server.protocol).is_some_and(|own| own.key == "kafka"))
        .collect()
}
