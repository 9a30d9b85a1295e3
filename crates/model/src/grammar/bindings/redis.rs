//! The bindings of Redis, version 0.1.0: all of them reserved.

use super::Protocol;
use crate::grammar::table::Object;

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "redis",
    since: None,
    deprecated: None,
    variants: &["rediss"],
    nicknames: &[],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Server Binding Object: reserved, it must be empty.
pub static SERVER: Object = Object::new(
    "Redis server binding",
    "Redis Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "Redis channel binding",
    "Redis Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "Redis operation binding",
    "Redis Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "Redis message binding",
    "Redis Bindings, Message Binding Object",
    &[],
);
