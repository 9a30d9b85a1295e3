//! A server speaks another protocol.

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::protocol::Spoken;
use crate::roles::Concern;

check! {
    /// A server speaks another protocol, or another version of it.
    ///
    /// Another version is only risky, because clients and servers agree on one where both know several, as those of MQTT,
    /// STOMP, Kafka and HTTP do.
    /// AMQP 0-9-1, 0-10 and 1.0 are protocols of their own: a server closes the connection when it gets the header of
    /// another one (AMQP 1.0, §2.2).
    /// With transport security a protocol is another one too: whoever begins with plain text is not understood.
    /// Another name for the same (`mqtts` and `secure-mqtt`, `0.9.1` and `0-9-1`) changes nothing.
    ///
    /// ## Why it matters
    ///
    /// Clients of the old protocol do not connect any more.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: amqp }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: mqtt }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   production: { host: broker.example.org, protocol: amqp }
    ///   devices: { host: broker.example.org, protocol: mqtt }
    /// ```
    "server-protocol-changed", "K004", Error,
    "a server speaks another protocol",
    advice: "add a server for the other protocol, and remove the old one when everybody has moved",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is) in versions.servers() {
        let told =
            |version: &Option<String>| version.clone().unwrap_or_else(|| "not stated".to_owned());
        let message = if was.protocol != is.protocol {
            let (from, to) = (&was.protocol, &is.protocol);
            format!("server `{}` spoke `{from}` and speaks `{to}`", is.key)
        } else if was.protocol_version != is.protocol_version {
            let (from, to) = (told(&was.protocol_version), told(&is.protocol_version));
            format!(
                "the version of `{}` of server `{}` was {from} and is {to}",
                is.protocol, is.key
            )
        } else {
            continue;
        };
        let answers = Spoken::of(was).replaced_by(&Spoken::of(is));
        let found = match answers == Answers::UNTOUCHED {
            true => Found::annotation(&is.element, message),
            false => Found::new(Concern::Existence, answers, &is.element, message),
        };
        let found = found.in_base(&was.origin.location);
        changes.push(found.in_revision(&is.origin.location));
    }
    changes
}
