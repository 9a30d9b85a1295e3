//! What the writer has and the reader does not want.

use super::super::schema::{Schema, Type};
use super::super::{AvroType, Reader, Refusal};

/// Reads past a value.
pub(super) fn skip(schema: &Schema, of: &Type, reader: &mut Reader<'_>) -> Result<(), Refusal> {
    match of {
        Type::Null => Ok(()),
        Type::Boolean => bool::read(reader).map(drop),
        Type::Int | Type::Long => reader.long().map(drop),
        Type::Float => reader.raw(4).map(drop),
        Type::Double => reader.raw(8).map(drop),
        Type::Bytes | Type::String => reader.sized().map(drop),
        Type::Fixed { size, .. } => reader.raw(*size).map(drop),
        Type::Enum { symbols, .. } => reader.choice(symbols.len()).map(drop),
        Type::Array(items) => reader.blocks(|reader| skip(schema, schema.get(*items), reader)),
        Type::Map(values) => reader.blocks(|reader| {
            reader.sized()?;
            skip(schema, schema.get(*values), reader)
        }),
        Type::Union(branches) => {
            let branch = branches[reader.choice(branches.len())?];
            skip(schema, schema.get(branch), reader)
        }
        Type::Record { fields, .. } => reader.record(|reader| {
            let mut fields = fields.iter();
            fields.try_for_each(|field| skip(schema, schema.get(field.of), reader))
        }),
    }
}
