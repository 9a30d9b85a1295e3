use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::{Binding, Server};
use tidings_model::grammar::bindings::{PROTOCOLS, Part, protocol_of};
use tidings_source::Sources;

use crate::bindings::{Bound, carriers, servers_of};
use crate::rule::{Section, rule};

rule! {
    /// Something has a binding of a protocol that none of its servers speaks.
    ///
    /// Servers of a protocol that has no bindings are left alone, and so are documents without servers.
    /// Bindings of `jms` and `solace` fit every server, because the one is an interface and the other a broker of many protocols.
    ///
    /// ## Why it matters
    ///
    /// A binding says something to one protocol only (AsyncAPI 3.0, Server Bindings Object, Channel Bindings Object, Operation Bindings Object and Message Bindings Object).
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

/// Something that has bindings.
struct Owner<'c> {
    bindings: &'c [Binding],
    part: Part,
    element: &'c str,
    /// The servers on which it is.
    servers: Vec<&'c Server>,
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut owners: Vec<Owner<'_>> = Vec::new();
    owners.extend(contract.servers.iter().map(|server| Owner {
        bindings: &server.bindings,
        part: Part::Server,
        element: server.element.as_str(),
        servers: vec![server],
    }));
    owners.extend(contract.channels.iter().map(|channel| Owner {
        bindings: &channel.bindings,
        part: Part::Channel,
        element: channel.element.as_str(),
        servers: servers_of(contract, channel).collect(),
    }));
    owners.extend(contract.operations.iter().map(|operation| Owner {
        bindings: &operation.bindings,
        part: Part::Operation,
        element: operation.element.as_str(),
        servers: servers_of(contract, &contract.channels[operation.channel]).collect(),
    }));
    // Finding the carriers of a message takes a look at every channel.
    let messages = contract.messages.enumerate();
    let bound = messages.filter(|(_, message)| !message.bindings.is_empty());
    owners.extend(bound.map(|(id, message)| {
        Owner {
            bindings: &message.bindings,
            part: Part::Message,
            element: message.element.as_str(),
            servers: carriers(contract, id)
                .flat_map(|channel| servers_of(contract, channel))
                .collect(),
        }
    }));
    let findings = owners
        .iter()
        .flat_map(|owner| owner.unspoken(contract, sources));
    findings.collect()
}

impl Owner<'_> {
    /// A finding for each binding that none of the servers can read.
    fn unspoken(&self, contract: &Contract, sources: &Sources) -> Vec<Finding> {
        let names: Vec<&str> = self
            .servers
            .iter()
            .map(|server| server.protocol.as_str())
            .collect();
        let known = names.iter().map(|name| protocol_of(name));
        let spoken = known.map(|known| known.map(|protocol| protocol.key));
        let spoken: Option<Vec<&str>> = spoken.collect();
        let Some(spoken) = spoken.filter(|spoken| !spoken.is_empty()) else {
            return Vec::new();
        };
        let section = match self.part {
            Part::Server => Section::of("Server Bindings Object"),
            Part::Channel => Section::of("Channel Bindings Object"),
            Part::Operation => Section::of("Operation Bindings Object"),
            Part::Message => Section::of("Message Bindings Object"),
        };
        let unspoken = |binding: &&Binding| !fits(&binding.protocol, &spoken);
        let finding = |binding: &Binding| {
            let own = &binding.protocol;
            let message = match &names[..] {
                [only] => format!("a binding of `{own}` for a server that speaks `{only}`"),
                _ => format!("a binding of `{own}`, which none of the servers speaks"),
            };
            let bound = Bound::new(binding, self.part, self.element);
            Finding::new(&RULE.meta, bound.own_key(sources), message)
                .with_help("bind the protocol of the server, or correct the server's `protocol`")
                .with_section(section.cited(&contract.asyncapi))
                .with_element(self.element)
        };
        self.bindings.iter().filter(unspoken).map(finding).collect()
    }
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
