//! The bindings of Mercure, version 0.1.0: all of them reserved.

use super::Protocol;
use crate::grammar::table::{Object, Version};

/// The protocol and where its tables are.
pub const PROTOCOL: Protocol = Protocol {
    key: "mercure",
    since: Some(Version::new(2, 1)),
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
    "Mercure server binding",
    "Mercure Bindings, Server Binding Object",
    &[],
);

/// Channel Binding Object: reserved, it must be empty.
pub static CHANNEL: Object = Object::new(
    "Mercure channel binding",
    "Mercure Bindings, Channel Binding Object",
    &[],
);

/// Operation Binding Object: reserved, it must be empty.
pub static OPERATION: Object = Object::new(
    "Mercure operation binding",
    "Mercure Bindings, Operation Binding Object",
    &[],
);

/// Message Binding Object: reserved, it must be empty.
pub static MESSAGE: Object = Object::new(
    "Mercure message binding",
    "Mercure Bindings, Message Binding Object",
    &[],
);
