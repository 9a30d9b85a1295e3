//! What is spoken with a server, whatever the document calls it.
//!
//! Two servers speak the same if a client of the one understands the other: the names of a protocol that its bindings
//! have are one, transport security makes two of them, and some versions of a protocol are protocols of their own.

use tidings_model::contract::Server;
use tidings_model::grammar::bindings::protocol_of;

use crate::Answers;

/// The names that stand for a connection with TLS, after the tables of bindings and the schemes of URLs.
const SECURED: &[&str] = &[
    "amqps",
    "https",
    "ibmmq-secure",
    "kafka-secure",
    "mqtts",
    "pulsar+ssl",
    "rediss",
    "secure-mqtt",
    "smfs",
    "stomps",
    "wss",
];

/// What is spoken with a server.
#[derive(Clone, Debug)]
pub(crate) struct Spoken {
    /// The protocol; versions that have only the name in common are several.
    pub(crate) family: String,
    /// Whether the connection begins with a handshake of TLS.
    is_secured: bool,
    /// The version, in one way to write it; `None` where nothing says which.
    version: Option<String>,
}

impl Spoken {
    /// What is spoken with `server`.
    pub(crate) fn of(server: &Server) -> Self {
        let stated = server.protocol_version.as_deref().map(normal);
        let name = server.protocol.to_lowercase();
        let (family, version) = match protocol_of(&name).map(|known| known.key) {
            Some(key @ ("amqp" | "amqp1")) => (of_amqp(key, stated.as_deref()).to_owned(), stated),
            // The bindings tell them apart, the brokers speak both at one port (MQTT 5.0, §3.1.2.2).
            Some("mqtt5") => ("mqtt".to_owned(), stated.or_else(|| Some("5".to_owned()))),
            Some(key) => (key.to_owned(), stated),
            None => (name.clone(), stated),
        };
        Self {
            family,
            is_secured: SECURED.contains(&name.as_str()),
            version,
        }
    }

    /// What it means for clients that `now` is spoken in its place.
    ///
    /// A client that begins with plain text and a server that waits for a handshake of TLS do not meet (RFC 8446, §4.1.2).
    /// Versions of one family are only risky, because client and server agree on one where both know several: by the
    /// level in MQTT's CONNECT (MQTT 5.0, §3.1.2.2), `accept-version` in STOMP (STOMP 1.2, "Protocol Negotiation"),
    /// `ApiVersions` in Kafka ("Kafka protocol guide", "Retrieving Supported API versions"), `HELLO` in Redis, ALPN in HTTP
    /// (RFC 9113, §3.2), and the header in AMQP 0-9-1 (§4.2.2).
    pub(crate) fn replaced_by(&self, now: &Self) -> Answers {
        if self.family != now.family || self.is_secured != now.is_secured {
            return Answers::EXCHANGED;
        }
        match self.version == now.version {
            true => Answers::UNTOUCHED,
            false => Answers::RISKY,
        }
    }
}

/// Which protocol called AMQP the stated version is.
///
/// AMQP 1.0 and 0-10 have other frames and another model than 0-9-1 and what came before; a server answers the header of
/// a protocol that it does not speak with its own and closes (AMQP 1.0, §2.2; AMQP 0-9-1, §4.2.2).
fn of_amqp(key: &'static str, version: Option<&str>) -> &'static str {
    match version {
        Some("0.10") => "amqp 0-10",
        Some(version) if version.starts_with("0.") => "amqp",
        Some(version) if version == "1" || version.starts_with("1.") => "amqp1",
        _ => key,
    }
}

/// A version such that `0-9-1` and `0.9.1`, and `5` and `5.0`, are one.
fn normal(version: &str) -> String {
    let version = version.trim().trim_start_matches(['v', 'V']);
    let mut version = version.replace(['-', '_'], ".").to_lowercase();
    while let Some(shorter) = version.strip_suffix(".0") {
        version.truncate(shorter.len());
    }
    version
}

#[cfg(test)]
mod tests {
    use tidings_model::grammar::bindings::PROTOCOLS;

    use super::*;

    #[test]
    fn every_name_that_stands_for_tls_is_a_name_of_a_protocol() {
        for name in SECURED {
            assert!(protocol_of(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_variant_that_the_text_has_stands_for_tls() {
        for variant in PROTOCOLS.iter().flat_map(|protocol| protocol.variants) {
            assert!(SECURED.contains(variant), "{variant}");
        }
    }
}
