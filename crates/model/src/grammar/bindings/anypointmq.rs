//! The bindings of Anypoint MQ, versions 0.0.1 and 0.1.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Kind, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "anypointmq",
    since: Some(Version::new(2, 2)),
    deprecated: None,
    variants: &[],
    nicknames: &[],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.0.1", "0.1.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 1);

/// Server Binding Object: empty but for the version, which the text allows in every object.
pub static SERVER: Object = Object::new(
    "Anypoint MQ server binding",
    "Anypoint MQ Bindings, Server Binding Object",
    &[binding_version(VERSIONS)],
)
.versioned("bindingVersion", LATEST);

/// Channel Binding Object.
pub static CHANNEL: Object = Object::new(
    "Anypoint MQ channel binding",
    "Anypoint MQ Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("destination", Kind::TEXT),
        Field::new(
            "destinationType",
            Kind::OneOf(&["exchange", "fifo-queue", "queue"]),
        ),
    ],
)
.versioned("bindingVersion", LATEST);

/// Operation Binding Object: empty but for the version, which the text allows in every object.
pub static OPERATION: Object = Object::new(
    "Anypoint MQ operation binding",
    "Anypoint MQ Bindings, Operation Binding Object",
    &[binding_version(VERSIONS)],
)
.versioned("bindingVersion", LATEST);

/// Message Binding Object.
pub static MESSAGE: Object = Object::new(
    "Anypoint MQ message binding",
    "Anypoint MQ Bindings, Message Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("headers", Kind::Schema),
    ],
)
.versioned("bindingVersion", LATEST);
