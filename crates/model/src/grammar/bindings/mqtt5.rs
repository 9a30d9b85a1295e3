//! The bindings of MQTT 5 alone, version 0.2.0; those of MQTT took their place.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Kind, Object, V3_0, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "mqtt5",
    since: None,
    deprecated: Some(V3_0),
    variants: &[],
    nicknames: &[],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.1.0", "0.2.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 2);

/// Server Binding Object.
pub static SERVER: Object = Object::new(
    "MQTT 5 server binding",
    "MQTT 5 Bindings, Server Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new(
            "sessionExpiryInterval",
            Kind::ObjectOr {
                object: &Kind::Schema,
                other: &Kind::NATURAL,
            },
        ),
    ],
)
.versioned("bindingVersion", LATEST);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "MQTT 5 channel binding",
    "MQTT 5 Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "MQTT 5 operation binding",
    "MQTT 5 Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "MQTT 5 message binding",
    "MQTT 5 Bindings, Message Binding Object",
    &[],
);
