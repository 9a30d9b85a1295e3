//! The root object and what describes the application.

use super::components::COMPONENTS;
use super::table::{Field, Format, Keys, Kind, Object};
use super::{channel::CHANNEL, operation::OPERATION, server::SERVER};

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

/// Info Object.
pub static INFO: Object = Object::new(
    "info",
    "Info Object",
    &[
        Field::new("contact", Kind::Object(&CONTACT)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)),
        Field::new("license", Kind::Object(&LICENSE)),
        Field::new("tags", TAGS),
        Field::new("termsOfService", Kind::String(Format::Url)),
        Field::new("title", Kind::String(Format::Text)).required(),
        Field::new("version", Kind::String(Format::Text)).required(),
    ],
);

/// Contact Object.
pub static CONTACT: Object = Object::new(
    "contact",
    "Contact Object",
    &[
        Field::new("email", Kind::String(Format::Email)),
        Field::new("name", Kind::String(Format::Text)),
        Field::new("url", Kind::String(Format::Url)),
    ],
);

/// License Object.
pub static LICENSE: Object = Object::new(
    "license",
    "License Object",
    &[
        Field::new("name", Kind::String(Format::Text)).required(),
        Field::new("url", Kind::String(Format::Url)),
    ],
);

/// Tags Object: a list, used by nearly every object.
pub const TAGS: Kind = Kind::List(&Kind::ObjectOrReference(&TAG));

/// Tag Object.
pub static TAG: Object = Object::new(
    "tag",
    "Tag Object",
    &[
        Field::new("description", Kind::String(Format::Text)),
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)),
        Field::new("name", Kind::String(Format::Text)).required(),
    ],
);

/// External Documentation Object.
pub static EXTERNAL_DOCS: Object = Object::new(
    "external documentation",
    "External Documentation Object",
    &[
        Field::new("description", Kind::String(Format::Text)),
        Field::new("url", Kind::String(Format::Url)).required(),
    ],
);
