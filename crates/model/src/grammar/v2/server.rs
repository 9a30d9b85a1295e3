//! Servers.

use super::TAGS;
use crate::grammar::bindings::SERVER_BINDINGS;
use crate::grammar::security::REQUIREMENTS;
use crate::grammar::server::SERVER_VARIABLE;
use crate::grammar::table::{Field, Format, Keys, Kind, Object, V2_4, V2_5};

/// Server Object; its URL may be relative and have variables.
pub static SERVER: Object = Object::new(
    "server",
    "Server Object",
    &[
        Field::new("bindings", Kind::ObjectOrReference(&SERVER_BINDINGS)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("protocol", Kind::String(Format::Text)).required(),
        Field::new("protocolVersion", Kind::String(Format::Text)),
        Field::new("security", REQUIREMENTS),
        Field::new("tags", TAGS).since(V2_5),
        Field::new("url", Kind::String(Format::Text)).required(),
        Field::new(
            "variables",
            Kind::Map {
                keys: Keys::Any,
                values: &Kind::ObjectOrReference(&SERVER_VARIABLE),
            },
        )
        .referable_since(V2_4),
    ],
);
