//! The bindings of Apache Pulsar, version 0.1.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Format, Kind, Limits, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "pulsar",
    since: Some(Version::new(2, 6)),
    deprecated: None,
    variants: &[],
    nicknames: &["pulsar+ssl"],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.1.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 1);

/// Server Binding Object.
pub static SERVER: Object = Object::new(
    "Pulsar server binding",
    "Pulsar Bindings, Server Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("tenant", Kind::String(Format::PulsarTenant)),
    ],
)
.versioned("bindingVersion", LATEST);

/// Channel Binding Object.
pub static CHANNEL: Object = Object::new(
    "Pulsar channel binding",
    "Pulsar Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("compaction", Kind::NATURAL),
        Field::new("deduplication", Kind::Boolean),
        Field::new("geo-replication", Kind::List(&Kind::TEXT)),
        Field::new("namespace", Kind::String(Format::PulsarNamespace)).required(),
        Field::new(
            "persistence",
            Kind::OneOf(&["non-persistent", "persistent"]),
        )
        .required(),
        Field::new("retention", Kind::Object(&RETENTION)),
        Field::new("ttl", Kind::INTEGER),
    ],
)
.versioned("bindingVersion", LATEST);

/// Retention Definition Object; Pulsar reads -1 as "without limit".
pub static RETENTION: Object = Object::new(
    "retention definition",
    "Pulsar Bindings, Retention Definition Object",
    &[
        Field::new("size", Kind::Integer(Limits::at_least(-1))),
        Field::new("time", Kind::Integer(Limits::at_least(-1))),
    ],
);

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "Pulsar operation binding",
    "Pulsar Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "Pulsar message binding",
    "Pulsar Bindings, Message Binding Object",
    &[],
);
