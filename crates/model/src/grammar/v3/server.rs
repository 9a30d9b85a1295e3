//! Servers and their variables.

use crate::grammar::bindings::SERVER_BINDINGS;
use crate::grammar::info::{EXTERNAL_DOCS, TAGS};
use crate::grammar::security::SECURITY;
use crate::grammar::server::SERVER_VARIABLE;
use crate::grammar::table::{Field, Format, Keys, Kind, Object};

/// Server Object.
pub static SERVER: Object = Object::new(
    "server",
    "Server Object",
    &[
        Field::new("bindings", Kind::ObjectOrReference(&SERVER_BINDINGS)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)),
        Field::new("host", Kind::String(Format::Text)).required(),
        Field::new("pathname", Kind::String(Format::Text)),
        Field::new("protocol", Kind::String(Format::Text)).required(),
        Field::new("protocolVersion", Kind::String(Format::Text)),
        Field::new("security", SECURITY),
        Field::new("summary", Kind::String(Format::Text)),
        Field::new("tags", TAGS),
        Field::new("title", Kind::String(Format::Text)),
        Field::new(
            "variables",
            Kind::Map {
                keys: Keys::Any,
                values: &Kind::ObjectOrReference(&SERVER_VARIABLE),
            },
        ),
    ],
);
