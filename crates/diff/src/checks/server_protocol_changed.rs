//! A server speaks another protocol.

use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::roles::Concern;

check! {
    /// A server speaks another protocol, or another version of it, which is only risky.
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
        let (answers, message) = if was.protocol != is.protocol {
            let (from, to) = (&was.protocol, &is.protocol);
            let message = format!("server `{}` spoke `{from}` and speaks `{to}`", is.key);
            (Answers::EXCHANGED, message)
        } else if was.protocol_version != is.protocol_version {
            let (from, to) = (told(&was.protocol_version), told(&is.protocol_version));
            let message = format!(
                "the version of `{}` of server `{}` was {from} and is {to}",
                is.protocol, is.key
            );
            (Answers::RISKY, message)
        } else {
            continue;
        };
        let found = Found::new(Concern::Existence, answers, &is.element, message);
        let found = found.in_base(&was.origin.location);
        changes.push(found.in_revision(&is.origin.location));
    }
    changes
}
