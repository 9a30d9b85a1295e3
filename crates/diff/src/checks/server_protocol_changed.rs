//! A server speaks another protocol.

use tidings_model::contract::Server;

use super::versions::field_of;
use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::{Fact, Facts};
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
        let (from, to) = (&was.protocol, &is.protocol);
        let version = |server: &Server| match &server.protocol_version {
            Some(version) => version.clone(),
            None => "not stated".to_owned(),
        };
        let (message, fields): (String, &[&str]) =
            match (from == to, was.protocol_version == is.protocol_version) {
                (true, true) => continue,
                (false, true) => (
                    format!("server `{}` spoke `{from}` and speaks `{to}`", is.key),
                    &["protocol"],
                ),
                (true, false) => (
                    format!(
                        "the version of `{to}` of server `{}` was {} and is {}",
                        is.key,
                        version(was),
                        version(is)
                    ),
                    &["protocolVersion"],
                ),
                // Two fields, so it is told of the server.
                (false, false) => (
                    format!(
                        "server `{}` spoke `{from}`, version {}, and speaks `{to}`, version {}",
                        is.key,
                        version(was),
                        version(is)
                    ),
                    &[],
                ),
            };
        let answers = Spoken::of(was).replaced_by(&Spoken::of(is));
        let spoken = |server: &Server| {
            let version = server.protocol_version.as_ref();
            Fact::list([Fact::from(&server.protocol), version.into()])
        };
        let facts = Facts::new(spoken(was), spoken(is));
        let found = match answers == Answers::UNTOUCHED {
            true => Found::annotation(&is.element, facts, message),
            false => Found::new(Concern::Existence, answers, &is.element, facts, message),
        };
        let [base, revision] = [was, is].map(|server| field_of(server, fields));
        changes.push(found.in_base(base).in_revision(revision));
    }
    changes
}
