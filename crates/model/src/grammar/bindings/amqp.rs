//! The bindings of AMQP 0-9-1, versions 0.1.0 to 0.3.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Kind, Limits, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "amqp",
    since: None,
    deprecated: None,
    variants: &["amqps"],
    nicknames: &["rabbitmq"],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.1.0", "0.2.0", "0.3.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 3);

/// What the protocol's short strings can hold.
const NAME: Kind = Kind::SizedString(Limits::between(0, 255));

/// Server Binding Object: reserved, it must be empty.
pub static SERVER: Object = Object::new(
    "AMQP server binding",
    "AMQP Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object.
pub static CHANNEL: Object = Object::new(
    "AMQP channel binding",
    "AMQP Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("exchange", Kind::Object(&EXCHANGE)),
        Field::new("is", Kind::OneOf(&["queue", "routingKey"])),
        Field::new("queue", Kind::Object(&QUEUE)),
    ],
)
.versioned("bindingVersion", LATEST);

/// `exchange`: a map of anything, of which the text names these.
pub static EXCHANGE: Object = Object::new(
    "AMQP exchange",
    "AMQP Bindings, Exchange Object",
    &[
        Field::new("autoDelete", Kind::Boolean),
        Field::new("durable", Kind::Boolean),
        Field::new("name", NAME),
        Field::new(
            "type",
            Kind::OneOf(&["default", "direct", "fanout", "headers", "topic"]),
        ),
        Field::new("vhost", Kind::TEXT),
    ],
)
.open();

/// `queue`: a map of anything, of which the text names these.
pub static QUEUE: Object = Object::new(
    "AMQP queue",
    "AMQP Bindings, Queue Object",
    &[
        Field::new("autoDelete", Kind::Boolean),
        Field::new("durable", Kind::Boolean),
        Field::new("exclusive", Kind::Boolean),
        Field::new("name", NAME),
        Field::new("vhost", Kind::TEXT),
    ],
)
.open();

/// Operation Binding Object.
pub static OPERATION: Object = Object::new(
    "AMQP operation binding",
    "AMQP Bindings, Operation Binding Object",
    &[
        Field::new("ack", Kind::Boolean),
        Field::new("bcc", Kind::List(&Kind::TEXT)),
        binding_version(VERSIONS),
        Field::new("cc", Kind::List(&Kind::TEXT)),
        Field::new("deliveryMode", Kind::IntegerOneOf(&[1, 2])),
        Field::new("expiration", Kind::NATURAL),
        Field::new("mandatory", Kind::Boolean),
        // AMQP 0-9-1, section 4.2.1: the priority of a message is one octet.
        Field::new("priority", Kind::Integer(Limits::between(0, 255))),
        Field::new("replyTo", Kind::TEXT).removed(Version::new(0, 3)),
        Field::new("timestamp", Kind::Boolean),
        Field::new("userId", Kind::TEXT),
    ],
)
.versioned("bindingVersion", LATEST);

/// Message Binding Object.
pub static MESSAGE: Object = Object::new(
    "AMQP message binding",
    "AMQP Bindings, Message Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("contentEncoding", Kind::TEXT),
        Field::new("messageType", Kind::TEXT),
    ],
)
.versioned("bindingVersion", LATEST);
