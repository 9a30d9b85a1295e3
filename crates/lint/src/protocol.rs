//! What protocols make of an address, as far as rules need it.

use tidings_model::Contract;
use tidings_model::contract::Channel;

/// A protocol, whatever a server calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// AMQP 0-9-1, by RabbitMQ and others.
    Amqp,
    /// HTTP and what is built on it: an address is a path.
    Http,
    /// Apache Kafka.
    Kafka,
    /// MQTT 3.1.1 and 5.
    Mqtt,
    /// NATS.
    Nats,
    /// WebSocket: an address is a path.
    WebSocket,
}

/// Every name of a protocol that the specification or its bindings use, with the family where rules know one.
pub(crate) const PROTOCOLS: &[(&str, Option<Family>)] = &[
    ("amqp", Some(Family::Amqp)),
    ("amqp1", None),
    ("amqps", Some(Family::Amqp)),
    ("anypointmq", None),
    ("googlepubsub", None),
    ("http", Some(Family::Http)),
    ("https", Some(Family::Http)),
    ("ibmmq", None),
    ("ibmmq-secure", None),
    ("jms", None),
    ("kafka", Some(Family::Kafka)),
    ("kafka-secure", Some(Family::Kafka)),
    ("mercure", None),
    ("mqtt", Some(Family::Mqtt)),
    ("mqtt5", Some(Family::Mqtt)),
    ("mqtts", Some(Family::Mqtt)),
    ("nats", Some(Family::Nats)),
    ("pulsar", None),
    ("redis", None),
    ("rediss", None),
    ("ros2", None),
    ("secure-mqtt", Some(Family::Mqtt)),
    ("sns", None),
    ("solace", None),
    ("sqs", None),
    ("stomp", None),
    ("stomps", None),
    ("ws", Some(Family::WebSocket)),
    ("wss", Some(Family::WebSocket)),
];

/// The family of the protocol that a server calls `name`.
pub(crate) fn family(name: &str) -> Option<Family> {
    let name = name.to_ascii_lowercase();
    let (_, family) = PROTOCOLS.iter().find(|(known, _)| *known == name)?;
    *family
}

/// The families of the servers that `channel` is available on; `None` for a protocol that rules know nothing of.
pub(crate) fn families(contract: &Contract, channel: &Channel) -> Vec<Option<Family>> {
    let servers = channel.servers.iter();
    servers
        .map(|server| family(&contract.servers[*server].protocol))
        .collect()
}

/// The family that all servers of `channel` belong to; `None` when there is no server or they differ.
pub(crate) fn only_family(contract: &Contract, channel: &Channel) -> Option<Family> {
    let families = families(contract, channel);
    let first = (*families.first()?)?;
    families
        .iter()
        .all(|family| *family == Some(first))
        .then_some(first)
}

/// Whether `channel` is, or may be, a path of HTTP or WebSocket: by its servers, by its bindings, and by its slash in
/// front where no server says anything else.
pub(crate) fn is_path(contract: &Contract, channel: &Channel) -> bool {
    let is_web = |family| matches!(family, Some(Family::Http | Family::WebSocket));
    let families = families(contract, channel);
    let address = channel.address.as_deref().unwrap_or_default();
    let mut bindings = channel.bindings.iter();
    families.is_empty() && address.starts_with('/')
        || families.into_iter().any(is_web)
        || bindings.any(|binding| is_web(family(&binding.protocol)))
}
