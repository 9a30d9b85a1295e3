//! The bindings of JMS, version 0.0.1.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Kind, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "jms",
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
const VERSIONS: &[&str] = &["0.0.1"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 0);

/// Server Binding Object.
pub static SERVER: Object = Object::new(
    "JMS server binding",
    "JMS Bindings, Server Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("clientID", Kind::TEXT),
        Field::new("jmsConnectionFactory", Kind::TEXT).required(),
        Field::new("properties", Kind::List(&Kind::Object(&PROPERTY))),
    ],
)
.versioned("bindingVersion", LATEST);

/// An item of `properties`, which the text calls a schema and shows as a list of names and values.
pub static PROPERTY: Object = Object::new(
    "JMS property",
    "JMS Bindings, Property Object",
    &[
        Field::new("name", Kind::TEXT).required(),
        Field::new("value", Kind::Scalar).required(),
    ],
)
.open();

/// Channel Binding Object.
pub static CHANNEL: Object = Object::new(
    "JMS channel binding",
    "JMS Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("destination", Kind::TEXT),
        Field::new("destinationType", Kind::OneOf(&["fifo-queue", "queue"])),
    ],
)
.versioned("bindingVersion", LATEST);

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "JMS operation binding",
    "JMS Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object.
pub static MESSAGE: Object = Object::new(
    "JMS message binding",
    "JMS Bindings, Message Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("headers", Kind::Schema),
    ],
)
.versioned("bindingVersion", LATEST);
