//! The bindings of WebSockets, version 0.1.0.

use super::{Protocol, binding_version};
use crate::grammar::table::{Field, Kind, Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "ws",
    since: None,
    deprecated: None,
    variants: &["wss"],
    nicknames: &["websocket", "websockets"],
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
    "WebSocket server binding",
    "WebSockets Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object.
pub static CHANNEL: Object = Object::new(
    "WebSocket channel binding",
    "WebSockets Bindings, Channel Binding Object",
    &[
        binding_version(VERSIONS),
        Field::new("headers", Kind::Schema),
        Field::new("method", Kind::OneOf(&["GET", "POST"])),
        Field::new("query", Kind::Schema),
    ],
)
.versioned("bindingVersion", LATEST);

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "WebSocket operation binding",
    "WebSockets Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "WebSocket message binding",
    "WebSockets Bindings, Message Binding Object",
    &[],
);
