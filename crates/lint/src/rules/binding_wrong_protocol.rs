use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::{Binding, Server};
use tidings_model::grammar::bindings::{PROTOCOLS, Part};
use tidings_source::Sources;

use crate::bindings::{Bound, carriers, protocol_of, servers_of};
use crate::rule::{Section, rule};

rule! {
    /// Something has a binding of a protocol that none of its servers speaks.
    ///
    /// Servers of a protocol that has no bindings are left alone, and so are documents without servers.
    /// Bindings of `jms` and `solace` fit every server, because the one is an interface and the other a broker of many protocols.
    ///
    /// ## Why it matters
    ///
    /// A binding says something to one protocol only (AsyncAPI 3.0, Server Bindings Object, and its siblings for channels, operations and messages).
    /// Where nobody speaks the protocol, nobody reads what it says: either the binding or the server's `protocol` is wrong.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: mqtt }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       kafka: { partitions: 3 }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Shop, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: kafka-secure }
    /// channels:
    ///   orders:
    ///     address: orders
    ///     bindings:
    ///       kafka: { partitions: 3 }
    /// ```
    "binding-wrong-protocol", "B001", Warning,
    "a binding belongs to a protocol that none of the servers speaks",
    Section::of("Server Bindings Object"),
    check
}

/// Bindings of interfaces and brokers that are reached through several protocols.
const OF_EVERY_SERVER: &[&str] = &["jms", "solace"];

/// Protocols that are bound on servers of other ones, too: they are carried by them or come with them.
const CARRIED_BY: &[(&str, &[&str])] = &[
    ("amqp", &["amqp1"]),
    ("amqp1", &["amqp"]),
    ("googlepubsub", &["http"]),
    ("http", &["mercure", "ws"]),
    ("ibmmq", &["amqp", "amqp1", "http", "jms", "mqtt"]),
    ("mercure", &["http"]),
    ("mqtt", &["mqtt5", "ws"]),
    ("mqtt5", &["mqtt", "ws"]),
    ("nats", &["ws"]),
    ("sns", &["http", "sqs"]),
    ("sqs", &["http", "sns"]),
    ("stomp", &["ws"]),
    ("ws", &["http"]),
];

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        let all = bound(&server.bindings, Part::Server, server.element.as_str());
        findings.extend(unspoken(all, &[server], sources));
    }
    for channel in contract.channels.iter() {
        let servers: Vec<&Server> = servers_of(contract, channel).collect();
        let all = bound(&channel.bindings, Part::Channel, channel.element.as_str());
        findings.extend(unspoken(all, &servers, sources));
    }
    for operation in contract.operations.iter() {
        let channel = &contract.channels[operation.channel];
        let servers: Vec<&Server> = servers_of(contract, channel).collect();
        let element = operation.element.as_str();
        let all = bound(&operation.bindings, Part::Operation, element);
        findings.extend(unspoken(all, &servers, sources));
    }
    for (id, message) in contract.messages.enumerate() {
        let carriers = carriers(contract, id);
        let servers: Vec<&Server> = carriers
            .flat_map(|channel| servers_of(contract, channel))
            .collect();
        let all = bound(&message.bindings, Part::Message, message.element.as_str());
        findings.extend(unspoken(all, &servers, sources));
    }
    findings
}

fn bound<'c>(
    bindings: &'c [Binding],
    part: Part,
    element: &'c str,
) -> impl Iterator<Item = Bound<'c>> {
    bindings
        .iter()
        .map(move |binding| Bound::new(binding, part, element))
}

/// A finding for each binding that none of `servers` can read.
fn unspoken<'c>(
    bindings: impl Iterator<Item = Bound<'c>>,
    servers: &[&Server],
    sources: &Sources,
) -> Vec<Finding> {
    let names: Vec<&str> = servers
        .iter()
        .map(|server| server.protocol.as_str())
        .collect();
    let Some(spoken) = names
        .iter()
        .map(|name| protocol_of(name).map(|protocol| protocol.key))
        .collect::<Option<Vec<&str>>>()
        .filter(|spoken| !spoken.is_empty())
    else {
        return Vec::new();
    };
    bindings
        .filter(|bound| !fits(bound.protocol(), &spoken))
        .map(|bound| {
            let message = match &names[..] {
                [only] => format!(
                    "a binding of `{}` for a server that speaks `{only}`",
                    bound.protocol()
                ),
                _ => format!(
                    "a binding of `{}`, which none of the servers speaks",
                    bound.protocol()
                ),
            };
            Finding::new(&RULE.meta, bound.own_key(sources), message).with_element(bound.element())
        })
        .collect()
}

fn fits(binding: &str, spoken: &[&str]) -> bool {
    let carriers = CARRIED_BY.iter().find(|(carried, _)| *carried == binding);
    let carriers = carriers.map_or(&[][..], |(_, carriers)| carriers);
    // A key that is no protocol's own is reported as a field that does not exist.
    let is_known = PROTOCOLS.iter().any(|protocol| protocol.key == binding);
    !is_known
        || OF_EVERY_SERVER.contains(&binding)
        || spoken
            .iter()
            .any(|protocol| *protocol == binding || carriers.contains(protocol))
}
