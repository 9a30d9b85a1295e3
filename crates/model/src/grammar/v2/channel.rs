//! Channels and the parameters of their names.

use super::operation::OPERATION;
use crate::grammar::bindings::CHANNEL_BINDINGS;
use crate::grammar::table::{Field, Format, Keys, Kind, Names, Object, V2_2, V2_3};

/// Channel Item Object.
///
/// `deprecated` stands in the official JSON Schemas only, where tools rely on it.
pub static CHANNEL_ITEM: Object = Object::new(
    "channel",
    "Channel Item Object",
    &[
        Field::new("$ref", Kind::String(Format::Text)).deprecated(V2_3),
        Field::new("bindings", Kind::ObjectOrReference(&CHANNEL_BINDINGS)),
        Field::new("deprecated", Kind::Boolean),
        Field::new("description", Kind::String(Format::Text)),
        Field::new(
            "parameters",
            Kind::Map {
                keys: Keys::Name,
                values: &Kind::ObjectOrReference(&PARAMETER),
            },
        ),
        Field::new("publish", Kind::Object(&OPERATION)),
        Field::new("servers", Kind::List(&Kind::Name(Names::Servers))).since(V2_2),
        Field::new("subscribe", Kind::Object(&OPERATION)),
    ],
);

/// Parameter Object.
pub static PARAMETER: Object = Object::new(
    "parameter",
    "Parameter Object",
    &[
        Field::new("description", Kind::String(Format::Text)),
        Field::new("location", Kind::String(Format::RuntimeExpression)),
        Field::new("schema", Kind::Schema),
    ],
);
