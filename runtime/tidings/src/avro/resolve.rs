//! What one schema wrote, in the bytes of another (Avro 1.12, "Schema Resolution").
//!
//! Bytes become bytes, so that a generated type has to know only its own schema.

mod default;
mod skip;

use super::schema::{Field, Schema, Type};
use super::{AvroType, Reader, Refusal, Writer};

/// Reads one datum of the schema `from` and writes it as one of the schema `to`.
pub(super) fn translate(
    from: &Schema,
    to: &Schema,
    reader: &mut Reader<'_>,
    writer: &mut Writer,
) -> Result<(), Refusal> {
    let translation = Translation { from, to };
    translation.value(from.root(), to.root(), reader, writer)
}

/// Two schemas whose types are held against each other.
#[derive(Clone, Copy)]
struct Translation<'s> {
    from: &'s Schema,
    to: &'s Schema,
}

impl Translation<'_> {
    fn value(
        self,
        from: &Type,
        to: &Type,
        reader: &mut Reader<'_>,
        writer: &mut Writer,
    ) -> Result<(), Refusal> {
        match (from, to) {
            (Type::Union(branches), _) => {
                let branch = branches[reader.choice(branches.len())?];
                self.value(self.from.get(branch), to, reader, writer)
            }
            (_, Type::Union(branches)) => {
                let (number, branch) = self.branch(from, branches)?;
                writer.long(number);
                self.value(from, self.to.get(branch), reader, writer)
            }
            (Type::Array(from), Type::Array(to)) => {
                reader.blocks(|reader| {
                    writer.long(1);
                    self.value(self.from.get(*from), self.to.get(*to), reader, writer)
                })?;
                writer.long(0);
                Ok(())
            }
            (Type::Map(from), Type::Map(to)) => {
                reader.blocks(|reader| {
                    writer.long(1);
                    let key = reader.text()?;
                    writer.sized(key.as_bytes());
                    reader.at(key, |reader| {
                        self.value(self.from.get(*from), self.to.get(*to), reader, writer)
                    })
                })?;
                writer.long(0);
                Ok(())
            }
            (
                Type::Fixed { names, size },
                Type::Fixed {
                    names: known,
                    size: wanted,
                },
            ) if known.stands_for(&names.name) && size == wanted => {
                writer.raw(reader.raw(*size)?);
                Ok(())
            }
            (
                Type::Enum { names, symbols, .. },
                Type::Enum {
                    names: known,
                    symbols: wanted,
                    default,
                },
            ) if known.stands_for(&names.name) => {
                let symbol = &symbols[reader.choice(symbols.len())?];
                let place = |symbol: &String| wanted.iter().position(|known| known == symbol);
                let number = place(symbol).or_else(|| default.as_ref().and_then(place));
                let number = number.ok_or_else(|| {
                    let known = wanted.join(", ");
                    Refusal::new(format!("the symbol {symbol} is not one of {known}"))
                })?;
                writer.long(i64::try_from(number).unwrap_or(i64::MAX));
                Ok(())
            }
            (
                Type::Record { names, fields },
                Type::Record {
                    names: known,
                    fields: wanted,
                },
            ) if known.stands_for(&names.name) => {
                reader.record(|reader| self.record(fields, wanted, reader, writer))
            }
            _ => scalar(from, to, reader, writer),
        }
    }

    fn record(
        self,
        fields: &[Field],
        wanted: &[Field],
        reader: &mut Reader<'_>,
        writer: &mut Writer,
    ) -> Result<(), Refusal> {
        // The reader's fields may stand in another order.
        let mut found: Vec<Option<Writer>> = vec![None; wanted.len()];
        for field in fields {
            let of = self.from.get(field.of);
            let place = wanted.iter().position(|known| known.name == field.name);
            let place = place.or_else(|| {
                wanted
                    .iter()
                    .position(|known| known.aliases.contains(&field.name))
            });
            match place {
                Some(place) => {
                    let mut part = Writer::default();
                    let to = self.to.get(wanted[place].of);
                    reader.at(&wanted[place].name, |reader| {
                        self.value(of, to, reader, &mut part)
                    })?;
                    found[place] = Some(part);
                }
                None => reader.at(&field.name, |reader| skip::skip(self.from, of, reader))?,
            }
        }
        for (field, part) in wanted.iter().zip(found) {
            match (part, &field.default) {
                (Some(part), _) => writer.raw(part.as_slice()),
                (None, Some(default)) => {
                    default::write(self.to, self.to.get(field.of), default, writer)
                        .map_err(|refusal| refusal.below(&field.name))?;
                }
                (None, None) => {
                    let message = "the writer has no such field, and it has no default";
                    return Err(Refusal::new(message).below(&field.name));
                }
            }
        }
        Ok(())
    }

    /// The reader's branch for values of `from`: the one of the same type, else the first that they can be widened to.
    fn branch(self, from: &Type, branches: &[usize]) -> Result<(i64, usize), Refusal> {
        let find = |fits: fn(&Type, &Type) -> bool| {
            branches
                .iter()
                .position(|branch| fits(from, self.to.get(*branch)))
        };
        let place = find(is_same).or_else(|| find(is_widened)).ok_or_else(|| {
            Refusal::new(format!(
                "no branch of the union takes a value of type `{}`",
                from.name()
            ))
        })?;
        Ok((i64::try_from(place).unwrap_or(i64::MAX), branches[place]))
    }
}

/// Whether both are the same type, as far as its name says.
fn is_same(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (Type::Fixed { names, .. }, Type::Fixed { names: known, .. })
        | (Type::Enum { names, .. }, Type::Enum { names: known, .. })
        | (Type::Record { names, .. }, Type::Record { names: known, .. }) => {
            known.stands_for(&names.name)
        }
        _ => from.name() == to.name(),
    }
}

fn is_widened(from: &Type, to: &Type) -> bool {
    matches!(
        (from, to),
        (Type::Int, Type::Long | Type::Float | Type::Double)
            | (Type::Long, Type::Float | Type::Double)
            | (Type::Float, Type::Double)
            | (Type::String, Type::Bytes)
            | (Type::Bytes, Type::String)
    )
}

fn scalar(
    from: &Type,
    to: &Type,
    reader: &mut Reader<'_>,
    writer: &mut Writer,
) -> Result<(), Refusal> {
    match (from, to) {
        (Type::Null, Type::Null) => {}
        (Type::Boolean, Type::Boolean) => bool::read(reader)?.write(writer),
        (Type::Int, Type::Int | Type::Long) => i32::read(reader)?.write(writer),
        (Type::Long, Type::Long) => reader.long()?.write(writer),
        (Type::Int, Type::Float) => (i32::read(reader)? as f32).write(writer),
        (Type::Int, Type::Double) => f64::from(i32::read(reader)?).write(writer),
        (Type::Long, Type::Float) => (reader.long()? as f32).write(writer),
        (Type::Long, Type::Double) => (reader.long()? as f64).write(writer),
        (Type::Float, Type::Float) => f32::read(reader)?.write(writer),
        (Type::Float, Type::Double) => f64::from(f32::read(reader)?).write(writer),
        (Type::Double, Type::Double) => f64::read(reader)?.write(writer),
        (Type::Bytes | Type::String, Type::Bytes | Type::String) => writer.sized(reader.sized()?),
        _ => {
            let (from, to) = (from.name(), to.name());
            let message = format!("the writer has the type `{from}`, and the reader `{to}`");
            return Err(Refusal::new(message));
        }
    }
    Ok(())
}
