//! The bindings of ROS 2, version 0.1.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Kind, Limits, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "ros2",
    since: Some(Version::new(3, 1)),
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

/// Server Binding Object.
pub static SERVER: Object = Object::new(
    "ROS 2 server binding",
    "ROS 2 Bindings, Server Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("domainId", Kind::Integer(Limits::between(0, 231))),
        Field::new("rmwImplementation", Kind::TEXT),
    ],
)
.loose()
.versioned("bindingVersion", LATEST);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "ROS 2 channel binding",
    "ROS 2 Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object.
pub static OPERATION: Object = Object::new(
    "ROS 2 operation binding",
    "ROS 2 Bindings, Operation Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("node", Kind::TEXT).required(),
        Field::new("qosPolicies", Kind::Object(&QOS_POLICIES)),
        Field::new(
            "role",
            Kind::OneOf(&[
                "publisher",
                "action_client",
                "service_client",
                "subscriber",
                "action_server",
                "service_server",
            ]),
        )
        .required(),
    ],
)
.versioned("bindingVersion", LATEST);

/// Quality of Service Object.
pub static QOS_POLICIES: Object = Object::new(
    "ROS 2 quality of service",
    "ROS 2 Bindings, Quality of Service Object",
    &[
        Field::new("deadline", DURATION),
        Field::new("durability", Kind::OneOf(&["transient_local", "volatile"])),
        Field::new(
            "history",
            Kind::OneOf(&["keep_last", "keep_all", "unknown"]),
        ),
        Field::new("leaseDuration", DURATION),
        Field::new("lifespan", DURATION),
        Field::new("liveliness", Kind::OneOf(&["automatic", "manual"])),
        Field::new("reliability", Kind::OneOf(&["best_effort", "reliable"])),
    ],
)
.loose();

/// A duration, where -1 is an infinite one.
const DURATION: Kind = Kind::Integer(Limits::at_least(-1));

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "ROS 2 message binding",
    "ROS 2 Bindings, Message Binding Object",
    &[],
);
