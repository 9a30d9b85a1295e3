//! The bindings of STOMP, version 0.1.0: all of them reserved.

use super::Protocol;
use crate::grammar::table::Object;

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "stomp",
    since: None,
    deprecated: None,
    variants: &["stomps"],
    nicknames: &[],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Server Binding Object: reserved, it must be empty.
pub static SERVER: Object = Object::new(
    "STOMP server binding",
    "STOMP Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "STOMP channel binding",
    "STOMP Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "STOMP operation binding",
    "STOMP Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "STOMP message binding",
    "STOMP Bindings, Message Binding Object",
    &[],
);
