//! The bindings of AMQP 1.0, version 0.1.0: all of them reserved.

use super::Protocol;
use crate::grammar::table::Object;

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "amqp1",
    since: None,
    deprecated: None,
    variants: &[],
    nicknames: &[],
    server: &SERVER,
    channel: &CHANNEL,
    operation: &OPERATION,
    message: &MESSAGE,
};

/// Server Binding Object: reserved, it must be empty.
pub static SERVER: Object = Object::new(
    "AMQP 1.0 server binding",
    "AMQP 1.0 Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "AMQP 1.0 channel binding",
    "AMQP 1.0 Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "AMQP 1.0 operation binding",
    "AMQP 1.0 Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "AMQP 1.0 message binding",
    "AMQP 1.0 Bindings, Message Binding Object",
    &[],
);
