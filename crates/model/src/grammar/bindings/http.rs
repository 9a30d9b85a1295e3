//! The bindings of HTTP, versions 0.1.0 to 0.3.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Kind, Limits, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "http",
    since: None,
    deprecated: None,
    variants: &["https"],
    nicknames: &[],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Every version of the binding.
const VERSIONS: &[&str] = &["0.1.0", "0.2.0", "0.3.0"];

/// The version that holds when none is stated.
const LATEST: Version = Version::new(0, 3);

/// Server Binding Object: reserved, it must be empty.
pub static SERVER: Object = Object::new(
    "HTTP server binding",
    "HTTP Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "HTTP channel binding",
    "HTTP Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object.
pub static OPERATION: Object = Object::new(
    "HTTP operation binding",
    "HTTP Bindings, Operation Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new(
            "method",
            Kind::OneOf(&[
                "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT", "TRACE",
            ]),
        ),
        Field::new("query", Kind::Schema),
        Field::new("type", Kind::OneOf(&["request", "response"]))
            .required()
            .removed(Version::new(0, 2)),
    ],
)
.versioned("bindingVersion", LATEST);

/// Message Binding Object.
pub static MESSAGE: Object = Object::new(
    "HTTP message binding",
    "HTTP Bindings, Message Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("headers", Kind::Schema),
        // RFC 9110, section 15: a status code has three digits, and its first digit is one of 1 to 5.
        Field::new("statusCode", Kind::Integer(Limits::between(100, 599)))
            .since(Version::new(0, 3)),
    ],
)
.versioned("bindingVersion", LATEST);
