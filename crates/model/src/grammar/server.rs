//! Servers and their variables.

use super::bindings::SERVER_BINDINGS;
use super::info::{EXTERNAL_DOCS, TAGS};
use super::security::SECURITY;
use super::table::{Field, Format, Keys, Kind, Object};

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

/// Server Variable Object.
pub static SERVER_VARIABLE: Object = Object::new(
    "server variable",
    "Server Variable Object",
    &[
        Field::new("default", Kind::String(Format::Text)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("enum", Kind::List(&Kind::String(Format::Text))),
        Field::new("examples", Kind::List(&Kind::String(Format::Text))),
    ],
);
