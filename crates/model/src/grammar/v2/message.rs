//! Messages and their traits.

use super::TAGS;
use crate::grammar::bindings::MESSAGE_BINDINGS;
use crate::grammar::info::EXTERNAL_DOCS;
use crate::grammar::message::{CORRELATION_ID, MESSAGE_EXAMPLE};
use crate::grammar::table::{Field, Format, Kind, Object, V2_4};

/// Several messages, each of which may travel: the object with `oneOf` that the Operation Object allows as `message`.
pub static MESSAGE_CHOICE: Object = Object::new(
    "choice of messages",
    "Operation Object",
    &[Field::new(
        "oneOf",
        Kind::List(&Kind::ObjectOrReference(&MESSAGE)),
    )],
);

/// Message Object.
///
/// `deprecated` stands in the official JSON Schemas only, where tools rely on it.
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
        Field::new("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        Field::new("headers", Kind::Schema),
        Field::new("messageId", Kind::String(Format::Text)).since(V2_4),
        Field::new("name", Kind::String(Format::Text)),
        Field::new("payload", Kind::MessagePayload),
        Field::new("schemaFormat", Kind::String(Format::Text)),
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
        Field::new("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        Field::new("headers", Kind::Schema),
        Field::new("messageId", Kind::String(Format::Text)).since(V2_4),
        Field::new("name", Kind::String(Format::Text)),
        Field::new("schemaFormat", Kind::String(Format::Text)),
        Field::new("summary", Kind::String(Format::Text)),
        Field::new("tags", TAGS),
        Field::new("title", Kind::String(Format::Text)),
    ],
);
