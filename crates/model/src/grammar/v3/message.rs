//! Messages, their traits and what they consist of.

use crate::grammar::bindings::MESSAGE_BINDINGS;
use crate::grammar::info::{EXTERNAL_DOCS, TAGS};
use crate::grammar::message::{CORRELATION_ID, MESSAGE_EXAMPLE};
use crate::grammar::table::{Field, Format, Kind, Object};

/// Message Object.
pub static MESSAGE: Object = Object::new(
    "message",
    "Message Object",
    &[
        Field::new("bindings", Kind::ObjectOrReference(&MESSAGE_BINDINGS)),
        Field::new("contentType", Kind::String(Format::MediaType)),
        Field::new("correlationId", Kind::ObjectOrReference(&CORRELATION_ID)),
        Field::new("deprecated", Kind::Boolean),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("examples", Kind::List(&Kind::Object(&MESSAGE_EXAMPLE))),
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)),
        Field::new("headers", Kind::AnyFormatSchema),
        Field::new("name", Kind::String(Format::Text)),
        Field::new("payload", Kind::AnyFormatSchema),
        Field::new("summary", Kind::String(Format::Text)),
        Field::new("tags", TAGS),
        Field::new("title", Kind::String(Format::Text)),
        Field::new(
            "traits",
            Kind::List(&Kind::ObjectOrReference(&MESSAGE_TRAIT)),
        ),
    ],
);

/// Message Trait Object.
pub static MESSAGE_TRAIT: Object = Object::new(
    "message trait",
    "Message Trait Object",
    &[
        Field::new("bindings", Kind::ObjectOrReference(&MESSAGE_BINDINGS)),
        Field::new("contentType", Kind::String(Format::MediaType)),
        Field::new("correlationId", Kind::ObjectOrReference(&CORRELATION_ID)),
        Field::new("deprecated", Kind::Boolean),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("examples", Kind::List(&Kind::Object(&MESSAGE_EXAMPLE))),
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)),
        Field::new("headers", Kind::AnyFormatSchema),
        Field::new("name", Kind::String(Format::Text)),
        Field::new("summary", Kind::String(Format::Text)),
        Field::new("tags", TAGS),
        Field::new("title", Kind::String(Format::Text)),
    ],
);

/// Multi Format Schema Object.
///
/// `schemaFormat` counts as required and has a default at once; the default wins. Names of one's own are allowed.
pub static MULTI_FORMAT_SCHEMA: Object = Object::new(
    "multi format schema",
    "Multi Format Schema Object",
    &[
        Field::new("schema", Kind::Any).required(),
        Field::new("schemaFormat", Kind::String(Format::Text)),
    ],
);
