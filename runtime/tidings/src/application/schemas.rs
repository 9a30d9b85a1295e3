//! Schemas of types, as a document of AsyncAPI has them.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use super::json::Json;

/// What makes the schemas of one document.
pub(super) fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft07().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
        settings
            .transforms
            .push(Box::new(RecursiveTransform(bounds)));
    });
    settings.into_generator()
}

/// What the schemas of messages refer to, by name.
pub(super) fn definitions(mut generator: SchemaGenerator) -> Vec<(String, Json)> {
    let definitions = generator.take_definitions(true);
    definitions
        .into_iter()
        .map(|(name, schema)| (name, Json::schema(schema)))
        .collect()
}

/// States the size of a Rust integer by its bounds: no registry of formats has `uint32`.
fn bounds(schema: &mut Schema) {
    let format = schema.get("format").and_then(Value::as_str);
    let (least, most): (Value, Value) = match format {
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int" | "int64") => (i64::MIN.into(), i64::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("uint8") => (u8::MIN.into(), u8::MAX.into()),
        Some("uint16") => (u16::MIN.into(), u16::MAX.into()),
        Some("uint32") => (u32::MIN.into(), u32::MAX.into()),
        Some("uint" | "uint64") => (u64::MIN.into(), u64::MAX.into()),
        _ => return,
    };
    schema.remove("format");
    for (keyword, bound) in [("minimum", least), ("maximum", most)] {
        if schema.get(keyword).is_none() {
            schema.insert(keyword.to_owned(), bound);
        }
    }
}
