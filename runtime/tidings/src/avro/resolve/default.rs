//! What the reader puts where the writer has nothing.

use serde_json::Value;

use super::super::schema::{Schema, Type};
use super::super::{AvroType, Refusal, Writer};

/// Writes a default, which stands in the schema as JSON (Avro 1.12, "Complex Types", `default`); that of a union is of
/// its first branch, or of the first one that it fits.
///
/// The text of the schema limits how deep it can be.
pub(super) fn write(
    schema: &Schema,
    of: &Type,
    default: &Value,
    writer: &mut Writer,
) -> Result<(), Refusal> {
    let refused = || Refusal::new(format!("its default is no value of type `{}`", of.name()));
    match (of, default) {
        (Type::Null, Value::Null) => {}
        (Type::Boolean, Value::Bool(truth)) => truth.write(writer),
        (Type::Int | Type::Long, Value::Number(number)) => {
            writer.long(number.as_i64().ok_or_else(refused)?);
        }
        (Type::Float, Value::Number(number)) => {
            (number.as_f64().ok_or_else(refused)? as f32).write(writer);
        }
        (Type::Double, Value::Number(number)) => {
            number.as_f64().ok_or_else(refused)?.write(writer);
        }
        (Type::String, Value::String(text)) => writer.sized(text.as_bytes()),
        (Type::Bytes, Value::String(text)) => writer.sized(&bytes(text).ok_or_else(refused)?),
        (Type::Fixed { size, .. }, Value::String(text)) => {
            let bytes = bytes(text).filter(|bytes| bytes.len() == *size);
            writer.raw(&bytes.ok_or_else(refused)?);
        }
        (Type::Enum { symbols, .. }, Value::String(symbol)) => {
            let place = symbols.iter().position(|known| known == symbol);
            let place = place.ok_or_else(refused)?;
            writer.long(i64::try_from(place).unwrap_or(i64::MAX));
        }
        (Type::Array(items), Value::Array(values)) => {
            for value in values {
                writer.long(1);
                write(schema, schema.get(*items), value, writer)?;
            }
            writer.long(0);
        }
        (Type::Map(of), Value::Object(entries)) => {
            for (key, value) in entries {
                writer.long(1);
                writer.sized(key.as_bytes());
                write(schema, schema.get(*of), value, writer)?;
            }
            writer.long(0);
        }
        (Type::Union(branches), _) => {
            for (number, branch) in (0..).zip(branches) {
                let mut part = Writer::default();
                if write(schema, schema.get(*branch), default, &mut part).is_ok() {
                    writer.long(number);
                    writer.raw(part.as_slice());
                    return Ok(());
                }
            }
            return Err(refused());
        }
        (Type::Record { fields, .. }, Value::Object(values)) => {
            for field in fields {
                let value = values.get(&field.name).or(field.default.as_ref());
                write(
                    schema,
                    schema.get(field.of),
                    value.ok_or_else(refused)?,
                    writer,
                )?;
            }
        }
        _ => return Err(refused()),
    }
    Ok(())
}

/// One byte for each character.
fn bytes(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|character| u8::try_from(character).ok())
        .collect()
}
