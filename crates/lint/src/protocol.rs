//! What protocols make of an address, as far as rules need it.

use tidings_model::Contract;
use tidings_model::contract::Channel;
use tidings_model::grammar::bindings::{PROTOCOLS, Protocol, protocol_of};

/// A protocol, whatever a server calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// AMQP 0-9-1, by RabbitMQ and others.
    Amqp,
    /// HTTP and what is built on it: an address is a path.
    Http,
    /// IBM MQ.
    Ibmmq,
    /// Apache Kafka.
    Kafka,
    /// MQTT 3.1.1 and 5.
    Mqtt,
    /// NATS.
    Nats,
    /// Solace, by its own protocol.
    Solace,
    /// WebSocket: an address is a path.
    WebSocket,
}

/// Every name of a protocol that the specification or its bindings use.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    PROTOCOLS.iter().flat_map(Protocol::names)
}

/// The family of the protocol that a server calls `name`; `None` where rules know nothing of it.
pub(crate) fn family(name: &str) -> Option<Family> {
    match protocol_of(name)?.key {
        "amqp" => Some(Family::Amqp),
        "http" => Some(Family::Http),
        "ibmmq" => Some(Family::Ibmmq),
        "kafka" => Some(Family::Kafka),
        "mqtt" | "mqtt5" => Some(Family::Mqtt),
        "nats" => Some(Family::Nats),
        "solace" => Some(Family::Solace),
        "ws" => Some(Family::WebSocket),
        _ => None,
    }
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
