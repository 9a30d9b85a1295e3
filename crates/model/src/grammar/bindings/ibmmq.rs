//! The bindings of IBM MQ, version 0.1.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Format, Kind, Limits, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "ibmmq",
    since: Some(Version::new(2, 1)),
    deprecated: None,
    variants: &["ibmmq-secure"],
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

/// Server Binding Object.
pub static SERVER: Object = Object::new(
    "IBM MQ server binding",
    "IBM MQ Bindings, Server Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("ccdtQueueManagerName", Kind::TEXT),
        Field::new("cipherSpec", Kind::TEXT),
        Field::new("groupId", Kind::TEXT),
        Field::new(
            "heartBeatInterval",
            Kind::Integer(Limits::between(0, 999_999)),
        ),
        Field::new("multiEndpointServer", Kind::Boolean),
    ],
)
.versioned("bindingVersion", LATEST);

/// Channel Binding Object.
pub static CHANNEL: Object = Object::new(
    "IBM MQ channel binding",
    "IBM MQ Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("destinationType", Kind::OneOf(&["queue", "topic"])),
        Field::new(
            "maxMsgLength",
            Kind::Integer(Limits::between(0, 104_857_600)),
        ),
        Field::new("queue", Kind::Object(&QUEUE))
            .required()
            .when("destinationType", &["queue"]),
        Field::new("topic", Kind::Object(&TOPIC)).when("destinationType", &["topic"]),
    ],
)
.versioned("bindingVersion", LATEST);

/// `queue`: a map of anything, of which the text names these.
pub static QUEUE: Object = Object::new(
    "IBM MQ queue",
    "IBM MQ Bindings, Queue Object",
    &[
        Field::new("exclusive", Kind::Boolean),
        Field::new("isPartitioned", Kind::Boolean),
        Field::new("objectName", Kind::String(Format::IbmmqName)).required(),
    ],
)
.open();

/// `topic`: a map of anything, of which the text names these.
pub static TOPIC: Object = Object::new(
    "IBM MQ topic",
    "IBM MQ Bindings, Topic Object",
    &[
        Field::new("durablePermitted", Kind::Boolean),
        Field::new("lastMsgRetained", Kind::Boolean),
        Field::new("objectName", Kind::SizedString(Limits::between(0, 48))),
        Field::new("string", Kind::SizedString(Limits::between(0, 10_240))),
    ],
)
.open();

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "IBM MQ operation binding",
    "IBM MQ Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object.
pub static MESSAGE: Object = Object::new(
    "IBM MQ message binding",
    "IBM MQ Bindings, Message Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("description", Kind::TEXT),
        Field::new("expiry", Kind::NATURAL),
        Field::new("headers", Kind::TEXT).when("type", &["binary"]),
        Field::new("type", Kind::OneOf(&["string", "jms", "binary"])),
    ],
)
.versioned("bindingVersion", LATEST);
