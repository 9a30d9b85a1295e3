//! Parts of servers that every version has.

use super::table::{Field, Format, Kind, Object};

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
