//! Where a schema may be written as JSON Schema or as Avro, which of them it is.

use tidings_syntax::{Kind, Value};

/// Types of Avro that JSON Schema does not have (Avro 1.11, "Primitive Types", "Complex Types").
const TYPES: &[&str] = &[
    "bytes", "double", "enum", "error", "fixed", "float", "int", "long", "map", "record",
];

/// Fields of an Avro schema that are no keywords of JSON Schema.
const FIELDS: &[&str] = &["fields", "logicalType", "namespace", "symbols"];

/// Types that a schema of JSON Schema never is by its name alone, but one of Avro may be.
const PRIMITIVES: &[&str] = &[
    "boolean", "bytes", "double", "float", "int", "long", "null", "string",
];

/// Whether `value` is a schema of Avro: a name, a union, or an object with what only Avro has.
pub(crate) fn is_avro(value: Value<'_>) -> bool {
    let text =
        |value: Value<'_>, names: &[&str]| value.as_str().is_some_and(|text| names.contains(&text));
    match value.kind() {
        Kind::Sequence => true,
        Kind::String => text(value, PRIMITIVES),
        Kind::Mapping => {
            value.get("type").is_some_and(|name| text(name, TYPES))
                || FIELDS.iter().any(|field| value.get(field).is_some())
        }
        _ => false,
    }
}
