//! Bindings: what a protocol wants to know about servers, channels, operations and messages.
//!
//! Each protocol is a file here with four tables, after the text that `asyncapi/bindings` has on it; a new one is a file
//! and a line below.
//! Bindings are versioned by themselves: their rows count in versions of the binding, not of AsyncAPI.

pub(crate) mod names;

use super::table::{Field, Kind, Object, Version};

/// What a binding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A server.
    Server,
    /// A channel.
    Channel,
    /// An operation.
    Operation,
    /// A message.
    Message,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Server, Self::Channel, Self::Operation, Self::Message];
}

/// The bindings of one protocol.
#[derive(Clone, Copy, Debug)]
pub struct Protocol {
    /// Its key in bindings objects.
    pub key: &'static str,
    /// The version of AsyncAPI that brought it; `None` where every version since 2.0 has it.
    pub since: Option<Version>,
    /// The version of AsyncAPI from which on another protocol takes its place.
    pub deprecated: Option<Version>,
    /// Other names that the text has for servers of the protocol, mostly for its secure variant.
    pub variants: &'static [&'static str],
    /// Names that people use for it and no text does.
    pub nicknames: &'static [&'static str],
    /// Server Binding Object.
    pub server: &'static Object,
    /// Channel Binding Object.
    pub channel: &'static Object,
    /// Operation Binding Object.
    pub operation: &'static Object,
    /// Message Binding Object.
    pub message: &'static Object,
}

impl Protocol {
    /// The binding object for `part`.
    pub const fn object(&self, part: Part) -> &'static Object {
        match part {
            Part::Server => self.server,
            Part::Channel => self.channel,
            Part::Operation => self.operation,
            Part::Message => self.message,
        }
    }

    /// What the text calls the protocol of a server: the key, then the variants.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.key).chain(self.variants.iter().copied())
    }

    /// Whether a server with the protocol `name` speaks this protocol.
    pub fn is_spoken_as(&self, name: &str) -> bool {
        self.names()
            .chain(self.nicknames.iter().copied())
            .any(|own| own.eq_ignore_ascii_case(name))
    }

    const fn field(&self, part: Part) -> Field {
        let mut field = Field::new(self.key, Kind::Object(self.object(part)));
        if let Some(version) = self.since {
            field = field.since(version);
        }
        if let Some(version) = self.deprecated {
            field = field.deprecated(version);
        }
        field
    }
}

/// Declares the modules of the protocols and the four lists of them.
macro_rules! protocols {
    ($($name:ident,)+) => {
        $(pub mod $name;)+

        /// Every protocol that has bindings, by key.
        pub static PROTOCOLS: &[Protocol] = &[$($name::PROTOCOL),+];

        /// Server Bindings Object.
        pub static SERVER_BINDINGS: Object = Object::new(
            "server bindings",
            "Server Bindings Object",
            &[$($name::PROTOCOL.field(Part::Server)),+],
        );

        /// Channel Bindings Object.
        pub static CHANNEL_BINDINGS: Object = Object::new(
            "channel bindings",
            "Channel Bindings Object",
            &[$($name::PROTOCOL.field(Part::Channel)),+],
        );

        /// Operation Bindings Object.
        pub static OPERATION_BINDINGS: Object = Object::new(
            "operation bindings",
            "Operation Bindings Object",
            &[$($name::PROTOCOL.field(Part::Operation)),+],
        );

        /// Message Bindings Object.
        pub static MESSAGE_BINDINGS: Object = Object::new(
            "message bindings",
            "Message Bindings Object",
            &[$($name::PROTOCOL.field(Part::Message)),+],
        );
    };
}

protocols! {
    amqp,
    amqp1,
    anypointmq,
    googlepubsub,
    http,
    ibmmq,
    jms,
    kafka,
    mercure,
    mqtt,
    mqtt5,
    nats,
    pulsar,
    redis,
    ros2,
    sns,
    solace,
    sqs,
    stomp,
    ws,
}

/// The row `bindingVersion` of a binding that has the versions `versions`.
const fn binding_version(versions: &'static [&'static str]) -> Field {
    Field::new(VERSION_FIELD, Kind::BindingVersion(versions))
}

/// The field that states which version of a binding is followed.
pub(crate) const VERSION_FIELD: &str = "bindingVersion";

/// The versions of the binding that `object` is; `None` if it is none, or one without versions.
pub(crate) fn versions(object: &Object) -> Option<&'static [&'static str]> {
    match object.field(VERSION_FIELD)?.kind {
        Kind::BindingVersion(versions) => Some(versions),
        _ => None,
    }
}

/// Whether `object` is one of the objects that list bindings by protocol.
pub(crate) fn is_list(object: &Object) -> bool {
    [
        &SERVER_BINDINGS,
        &CHANNEL_BINDINGS,
        &OPERATION_BINDINGS,
        &MESSAGE_BINDINGS,
    ]
    .into_iter()
    .any(|list| std::ptr::eq(list, object))
}

/// The protocol whose binding `object` is, and for what.
pub(crate) fn home_of(object: &Object) -> Option<(&'static Protocol, Part)> {
    PROTOCOLS.iter().find_map(|protocol| {
        Part::ALL
            .into_iter()
            .find(|part| std::ptr::eq(protocol.object(*part), object))
            .map(|part| (protocol, part))
    })
}

/// The protocol that a server calls `name`; `None` for one without bindings.
pub fn protocol_of(name: &str) -> Option<&'static Protocol> {
    PROTOCOLS
        .iter()
        .find(|protocol| protocol.is_spoken_as(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_version_is_the_last_one() {
        for protocol in PROTOCOLS {
            for object in Part::ALL.map(|part| protocol.object(part)) {
                let stated = versions(object).and_then(|versions| versions.last());
                let latest = object.own_version.as_ref().map(|own| own.latest);
                let latest = latest.map(|version| version.to_string());
                assert_eq!(
                    stated.map(|version| version.rsplit_once('.').expect("a patch version").0),
                    latest.as_deref(),
                    "{}",
                    object.section
                );
            }
        }
    }

    #[test]
    fn no_two_protocols_share_a_name() {
        for protocol in PROTOCOLS {
            for name in protocol.variants.iter().chain(protocol.nicknames) {
                let found = protocol_of(name).map(|found| found.key);
                assert_eq!(found, Some(protocol.key), "{name}");
                assert!(SERVER_BINDINGS.field(name).is_none(), "{name} is a key too");
            }
        }
    }
}
