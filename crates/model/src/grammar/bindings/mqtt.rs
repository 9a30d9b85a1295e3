//! The bindings of MQTT, versions 0.1.0 and 0.2.0; the second one knows MQTT 5.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Kind, Limits, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "mqtt",
    since: None,
    deprecated: None,
    variants: &["mqtts", "secure-mqtt"],
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

/// What four bytes of the protocol can hold, or a schema of such numbers.
const FOUR_BYTES: Kind = Kind::ObjectOr {
    object: &Kind::Schema,
    other: &Kind::Integer(Limits::between(0, 4_294_967_295)),
};

/// Quality of service: at most once, at least once, exactly once.
const QOS: Kind = Kind::IntegerOneOf(&[0, 1, 2]);

/// Server Binding Object.
pub static SERVER: Object = Object::new(
    "MQTT server binding",
    "MQTT Bindings, Server Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("cleanSession", Kind::Boolean),
        Field::new("clientId", Kind::TEXT),
        Field::new("keepAlive", Kind::NATURAL),
        Field::new("lastWill", Kind::Object(&LAST_WILL)),
        // MQTT 5, section 3.1.2.11.4: a packet size of zero is a protocol error.
        Field::new(
            "maximumPacketSize",
            Kind::ObjectOr {
                object: &Kind::Schema,
                other: &Kind::Integer(Limits::between(1, 4_294_967_295)),
            },
        )
        .since(Version::new(0, 2)),
        Field::new("sessionExpiryInterval", FOUR_BYTES).since(Version::new(0, 2)),
    ],
)
.versioned("bindingVersion", LATEST);

/// `lastWill`.
pub static LAST_WILL: Object = Object::new(
    "MQTT last will",
    "MQTT Bindings, Last Will Object",
    &[
        Field::new("message", Kind::TEXT),
        Field::new("qos", QOS),
        Field::new("retain", Kind::Boolean),
        Field::new("topic", Kind::TEXT),
    ],
);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "MQTT channel binding",
    "MQTT Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object.
pub static OPERATION: Object = Object::new(
    "MQTT operation binding",
    "MQTT Bindings, Operation Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("messageExpiryInterval", FOUR_BYTES).since(Version::new(0, 2)),
        Field::new("qos", QOS),
        Field::new("retain", Kind::Boolean),
    ],
)
.versioned("bindingVersion", LATEST);

/// Message Binding Object.
pub static MESSAGE: Object = Object::new(
    "MQTT message binding",
    "MQTT Bindings, Message Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("contentType", Kind::TEXT).since(Version::new(0, 2)),
        Field::new("correlationData", Kind::Schema).since(Version::new(0, 2)),
        Field::new("payloadFormatIndicator", Kind::IntegerOneOf(&[0, 1])).since(Version::new(0, 2)),
        Field::new(
            "responseTopic",
            Kind::ObjectOr {
                object: &Kind::Schema,
                other: &Kind::SizedString(Limits::at_least(1)),
            },
        )
        .since(Version::new(0, 2)),
    ],
)
.versioned("bindingVersion", LATEST);
