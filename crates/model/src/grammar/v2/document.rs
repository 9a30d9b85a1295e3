//! The root object.

use super::TAGS;
use super::channel::CHANNEL_ITEM;
use super::components::COMPONENTS;
use super::server::SERVER;
use crate::grammar::info::{EXTERNAL_DOCS, INFO};
use crate::grammar::table::{Field, Format, Keys, Kind, Object, V2_3};

/// AsyncAPI Object: the document itself.
pub static ROOT: Object = Object::new(
    "document",
    "AsyncAPI Object",
    &[
        Field::new("asyncapi", Kind::String(Format::SpecificationVersion)).required(),
        Field::new(
            "channels",
            Kind::Map {
                keys: Keys::UriTemplate,
                values: &Kind::ObjectOrReference(&CHANNEL_ITEM),
            },
        )
        .required(),
        Field::new("components", Kind::Object(&COMPONENTS)),
        Field::new("defaultContentType", Kind::String(Format::MediaType)),
        Field::new("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        Field::new("id", Kind::String(Format::Uri)),
        Field::new("info", Kind::Object(&INFO)).required(),
        Field::new(
            "servers",
            Kind::Map {
                keys: Keys::Name,
                values: &Kind::ObjectOrReference(&SERVER),
            },
        )
        .referable_since(V2_3),
        Field::new("tags", TAGS),
    ],
);
