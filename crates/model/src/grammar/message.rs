//! Parts of messages that every version has.

use super::table::{Field, Format, Kind, Object, V2_1};

/// Message Example Object; AsyncAPI 2.0 and 2.1 describe it in the row `examples` of the Message Object.
pub static MESSAGE_EXAMPLE: Object = Object::new(
    "message example",
    "Message Example Object",
    &[
        Field::new("headers", Kind::AnyObject),
        Field::new("name", Kind::String(Format::Text)).since(V2_1),
        Field::new("payload", Kind::Any),
        Field::new("summary", Kind::String(Format::Text)).since(V2_1),
    ],
)
.any_of(&["headers", "payload"]);

/// Correlation ID Object.
pub static CORRELATION_ID: Object = Object::new(
    "correlation id",
    "Correlation ID Object",
    &[
        Field::new("description", Kind::String(Format::Text)),
        Field::new("location", Kind::String(Format::RuntimeExpression)).required(),
    ],
);
