//! What describes the application, tags and links: the same in every version but for details.

use super::table::{Field, Format, Kind, Object, V3_0};

/// Info Object.
pub static INFO: Object = Object::new(
    "info",
    "Info Object",
    &[
        Field::new("contact", Kind::Object(&CONTACT)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)).since(V3_0),
        Field::new("license", Kind::Object(&LICENSE)),
        Field::new("tags", TAGS).since(V3_0),
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
        Field::new("externalDocs", Kind::ObjectOrReference(&EXTERNAL_DOCS)).referable_since(V3_0),
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
