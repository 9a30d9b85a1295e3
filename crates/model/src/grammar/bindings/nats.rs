//! The bindings of NATS, version 0.1.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Format, Kind, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "nats",
    since: None,
    deprecated: None,
    variants: &[],
    nicknames: &[],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.1.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 1);

/// Server Binding Object: reserved, it must be empty.
pub static SERVER: Object = Object::new(
    "NATS server binding",
    "NATS Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "NATS channel binding",
    "NATS Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object.
pub static OPERATION: Object = Object::new(
    "NATS operation binding",
    "NATS Bindings, Operation Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("queue", Kind::String(Format::NatsQueue)),
    ],
)
.versioned("bindingVersion", LATEST);

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "NATS message binding",
    "NATS Bindings, Message Binding Object",
    &[],
);
