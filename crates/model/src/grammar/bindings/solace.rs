//! The bindings of Solace, versions 0.1.0 to 0.4.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Format, Kind, Limits, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "solace",
    since: Some(Version::new(2, 3)),
    deprecated: None,
    variants: &[],
    nicknames: &["smf", "smfs"],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.1.0", "0.2.0", "0.3.0", "0.4.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 4);

/// Server Binding Object.
pub static SERVER: Object = Object::new(
    "Solace server binding",
    "Solace Bindings, Server Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("clientName", Kind::String(Format::SolaceClient)).since(Version::new(0, 4)),
        Field::new("msgVpn", Kind::TEXT),
    ],
)
.versioned("bindingVersion", LATEST);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "Solace channel binding",
    "Solace Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object.
pub static OPERATION: Object = Object::new(
    "Solace operation binding",
    "Solace Bindings, Operation Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("destinations", Kind::List(&Kind::Object(&DESTINATION))),
        Field::new("dmqEligible", Kind::Boolean).since(Version::new(0, 4)),
        Field::new(
            "priority",
            Kind::ObjectOr {
                object: &Kind::Schema,
                other: &Kind::Integer(Limits::between(0, 255)),
            },
        )
        .since(Version::new(0, 4)),
        Field::new(
            "timeToLive",
            Kind::ObjectOr {
                object: &Kind::Schema,
                other: &Kind::INTEGER,
            },
        )
        .since(Version::new(0, 4)),
    ],
)
.versioned("bindingVersion", LATEST);

/// Destination Object; the text's table puts `topicSubscriptions` under `topic`, its examples do without.
pub static DESTINATION: Object = Object::new(
    "Solace destination",
    "Solace Bindings, Destination Object",
    &[
        binding_version(VERSIONS),
        Field::new("deliveryMode", Kind::OneOf(&["direct", "persistent"])),
        Field::new("destinationType", Kind::OneOf(&["queue", "topic"])),
        Field::new("queue", Kind::Object(&QUEUE)).when("destinationType", &["queue"]),
        Field::new("topic", Kind::Object(&TOPIC)).when("destinationType", &["topic"]),
        Field::new("topicSubscriptions", Kind::List(&Kind::TEXT))
            .when("destinationType", &["topic"]),
    ],
)
.loose();

/// `queue` of a destination; the text and its schemas have two names for the size of the spool.
pub static QUEUE: Object = Object::new(
    "Solace queue",
    "Solace Bindings, Queue Object",
    &[
        Field::new("accessType", Kind::OneOf(&["exclusive", "nonexclusive"])),
        Field::new("maxMsgSpoolSize", Kind::TEXT).since(Version::new(0, 3)),
        Field::new("maxMsgSpoolUsage", Kind::TEXT).since(Version::new(0, 3)),
        Field::new("maxTtl", Kind::TEXT).since(Version::new(0, 3)),
        Field::new("name", Kind::TEXT),
        Field::new("topicSubscriptions", Kind::List(&Kind::TEXT)),
    ],
)
.loose();

/// `topic` of a destination.
pub static TOPIC: Object = Object::new(
    "Solace topic",
    "Solace Bindings, Topic Object",
    &[Field::new("topicSubscriptions", Kind::List(&Kind::TEXT))],
)
.loose();

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "Solace message binding",
    "Solace Bindings, Message Binding Object",
    &[],
);
