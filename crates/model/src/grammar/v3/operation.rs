//! Operations, their traits and replies.

use super::channel::CHANNEL;
use super::message::MESSAGE;
use crate::grammar::bindings::OPERATION_BINDINGS;
use crate::grammar::info::{EXTERNAL_DOCS, TAGS};
use crate::grammar::security::SECURITY;
use crate::grammar::table::{Field, Format, Kind, Object};

/// A channel that is referred to; an operation of the root must name a channel of the root.
const CHANNEL_REFERENCE: Kind = Kind::Reference {
    to: &CHANNEL,
    root: Some("channels"),
};

/// Messages that are referred to through the channel that lists them.
const MESSAGE_REFERENCES: Kind = Kind::List(&Kind::Reference {
    to: &MESSAGE,
    root: None,
});

/// Operation Object.
pub static OPERATION: Object = Object::new(
    "operation",
    "Operation Object",
    &[
        Field::new("action", Kind::OneOf(&["send", "receive"])).required(),
        Field::new("bindings", Kind::ObjectOrReference(&OPERATION_BINDINGS)),
        Field::new("channel", CHANNEL_REFERENCE).required(),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)),
        Field::new("messages", MESSAGE_REFERENCES),
        Field::new("reply", Kind::ObjectOrReference(&REPLY)),
        Field::new("security", SECURITY),
        Field::new("summary", Kind::String(Format::Text)),
        Field::new("tags", TAGS),
        Field::new("title", Kind::String(Format::Text)),
        Field::new(
            "traits",
            Kind::List(&Kind::ObjectOrReference(&OPERATION_TRAIT)),
        ),
    ],
);

/// Operation Trait Object.
pub static OPERATION_TRAIT: Object = Object::new(
    "operation trait",
    "Operation Trait Object",
    &[
        Field::new("bindings", Kind::ObjectOrReference(&OPERATION_BINDINGS)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)),
        Field::new("security", SECURITY),
        Field::new("summary", Kind::String(Format::Text)),
        Field::new("tags", TAGS),
        Field::new("title", Kind::String(Format::Text)),
    ],
);

/// Operation Reply Object.
pub static REPLY: Object = Object::new(
    "operation reply",
    "Operation Reply Object",
    &[
        Field::new("address", Kind::ObjectOrReference(&REPLY_ADDRESS)),
        Field::new("channel", CHANNEL_REFERENCE),
        Field::new("messages", MESSAGE_REFERENCES),
    ],
);

/// Operation Reply Address Object.
pub static REPLY_ADDRESS: Object = Object::new(
    "operation reply address",
    "Operation Reply Address Object",
    &[
        Field::new("description", Kind::String(Format::Text)),
        Field::new("location", Kind::String(Format::RuntimeExpression)).required(),
    ],
);
