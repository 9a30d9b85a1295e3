//! The root object.

use super::channel::CHANNEL;
use super::components::COMPONENTS;
use super::operation::OPERATION;
use super::server::SERVER;
use crate::grammar::info::INFO;
use crate::grammar::table::{Field, Format, Keys, Kind, Object};

/// AsyncAPI Object: the document itself.
pub static ROOT: Object = Object::new(
    "document",
    "AsyncAPI Object",
    &[
        Field::new("asyncapi", Kind::String(Format::SpecificationVersion)).required(),
        Field::new(
            "channels",
            Kind::Map {
                keys: Keys::Any,
                values: &Kind::ObjectOrReference(&CHANNEL),
            },
        ),
        Field::new("components", Kind::Object(&COMPONENTS)),
        Field::new("defaultContentType", Kind::String(Format::MediaType)),
        Field::new("id", Kind::String(Format::Uri)),
        Field::new("info", Kind::Object(&INFO)).required(),
        Field::new(
            "operations",
            Kind::Map {
                keys: Keys::Any,
                values: &Kind::ObjectOrReference(&OPERATION),
            },
        ),
        Field::new(
            "servers",
            Kind::Map {
                keys: Keys::Name,
                values: &Kind::ObjectOrReference(&SERVER),
            },
        ),
    ],
);
