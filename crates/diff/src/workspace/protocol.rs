//! The protocols by which a channel can be reached.

use tidings_model::Contract;
use tidings_model::contract::Channel;
use tidings_model::grammar::bindings::protocol_of;

/// A protocol that both channels have: `Some(None)` where one of them names no server and so may be anywhere, `None`
/// where they cannot meet.
pub(super) fn common(
    one: (&Contract, &Channel),
    other: (&Contract, &Channel),
) -> Option<Option<String>> {
    let (one, other) = (families(one.0, one.1), families(other.0, other.1));
    if one.is_empty() || other.is_empty() {
        return Some(None);
    }
    let mut common = one.into_iter().filter(|family| other.contains(family));
    common.next().map(Some)
}

/// The families of the channel's servers.
fn families(contract: &Contract, channel: &Channel) -> Vec<String> {
    let servers = channel.servers.iter();
    servers
        .map(|server| family(&contract.servers[*server].protocol))
        .collect()
}

/// What a protocol is called whatever its transport security and version: messages of MQTT 3 and 5 meet at one broker.
pub(super) fn family(protocol: &str) -> String {
    let known = protocol_of(protocol).map(|known| known.key);
    match known {
        Some("mqtt5") => "mqtt".to_owned(),
        Some(key) => key.to_owned(),
        None => protocol.to_lowercase(),
    }
}
