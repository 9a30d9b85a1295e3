//! Channels and the parameters of their addresses.

use super::message::MESSAGE;
use super::server::SERVER;
use crate::grammar::bindings::CHANNEL_BINDINGS;
use crate::grammar::info::{EXTERNAL_DOCS, TAGS};
use crate::grammar::table::{Field, Format, Keys, Kind, Object};

/// Channel Object.
pub static CHANNEL: Object = Object::new(
    "channel",
    "Channel Object",
    &[
        Field::new("address", Kind::NullableString),
        Field::new("bindings", Kind::ObjectOrReference(&CHANNEL_BINDINGS)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)),
        Field::new(
            "messages",
            Kind::Map {
                keys: Keys::Any,
                values: &Kind::ObjectOrReference(&MESSAGE),
            },
        ),
        Field::new(
            "parameters",
            Kind::Map {
                keys: Keys::Name,
                values: &Kind::ObjectOrReference(&PARAMETER),
            },
        ),
        Field::new(
            "servers",
            Kind::List(&Kind::Reference {
                to: &SERVER,
                root: Some("servers"),
            }),
        ),
        Field::new("summary", Kind::String(Format::Text)),
        Field::new("tags", TAGS),
        Field::new("title", Kind::String(Format::Text)),
    ],
);

/// Parameter Object.
pub static PARAMETER: Object = Object::new(
    "parameter",
    "Parameter Object",
    &[
        Field::new("default", Kind::String(Format::Text)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("enum", Kind::List(&Kind::String(Format::Text))),
        Field::new("examples", Kind::List(&Kind::String(Format::Text))),
        Field::new("location", Kind::String(Format::RuntimeExpression)),
    ],
);
