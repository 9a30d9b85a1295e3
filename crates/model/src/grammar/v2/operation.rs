//! Operations and their traits.

use super::TAGS;
use super::message::{MESSAGE, MESSAGE_CHOICE};
use crate::grammar::bindings::OPERATION_BINDINGS;
use crate::grammar::info::EXTERNAL_DOCS;
use crate::grammar::security::REQUIREMENTS;
use crate::grammar::table::{Field, Format, Kind, Object, V2_4};

/// Operation Object: what the application receives (`publish`) or sends (`subscribe`).
pub static OPERATION: Object = Object::new(
    "operation",
    "Operation Object",
    &[
        Field::new("bindings", Kind::ObjectOrReference(&OPERATION_BINDINGS)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        Field::new(
            "message",
            Kind::Choice {
                object: &MESSAGE,
                alternative: &MESSAGE_CHOICE,
                by: "oneOf",
            },
        ),
        Field::new("operationId", Kind::String(Format::Text)),
        Field::new("security", REQUIREMENTS).since(V2_4),
        Field::new("summary", Kind::String(Format::Text)),
        Field::new("tags", TAGS),
        Field::new(
            "traits",
            Kind::List(&Kind::ObjectOrReference(&OPERATION_TRAIT)),
        ),
    ],
);

/// Operation Trait Object.
pub static OPERATION_TRAIT: Object = Object::new(
    "operation trait",
    "Operation Trait Object",
    &[
        Field::new("bindings", Kind::ObjectOrReference(&OPERATION_BINDINGS)),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        Field::new("operationId", Kind::String(Format::Text)),
        Field::new("security", REQUIREMENTS).since(V2_4),
        Field::new("summary", Kind::String(Format::Text)),
        Field::new("tags", TAGS),
    ],
);
