//! A datum as a reader reads it.

use tidings_schema::avro::{AvroId, AvroKind, AvroLogical};
use tidings_schema::{Format, Literal};

use super::datum::{Datum, characters, floating, in_branch, json};
use super::step::{Origin, Schemas, Step};

/// What a reader makes of a datum.
pub(super) struct Reading {
    /// What is read, in its JSON form; what was refused is `null`.
    pub(super) read: Literal,
    /// The pairs of types whose values were refused.
    pub(super) refused: Vec<(AvroId, AvroId)>,
    /// The pairs of types whose values were taken for something else.
    pub(super) misread: Vec<(AvroId, AvroId)>,
}

impl Reading {
    /// Whether the datum is read for what it is.
    pub(super) fn is_faithful(&self) -> bool {
        self.refused.is_empty() && self.misread.is_empty()
    }
}

/// Reads `datum`, which is one of `writer`, as `reader`.
pub(super) fn resolve(
    schemas: Schemas<'_>,
    writer: AvroId,
    reader: AvroId,
    datum: &Datum,
) -> Reading {
    let mut resolver = Resolver {
        schemas,
        refused: Vec::new(),
        misread: Vec::new(),
    };
    let read = resolver.resolve(writer, reader, datum);
    Reading {
        read,
        refused: resolver.refused,
        misread: resolver.misread,
    }
}

struct Resolver<'g> {
    schemas: Schemas<'g>,
    refused: Vec<(AvroId, AvroId)>,
    misread: Vec<(AvroId, AvroId)>,
}

impl Resolver<'_> {
    fn resolve(&mut self, writer: AvroId, reader: AvroId, datum: &Datum) -> Literal {
        match (self.schemas.step(writer, reader), datum) {
            (Step::Taken, datum) => self.taken(writer, reader, datum),
            (Step::Interpreted(logical), datum) if has_meaning(logical, datum) => {
                self.taken(writer, reader, datum)
            }
            (Step::Reinterpreted(_, read), datum) if has_meaning(read, datum) => {
                self.misread.push((writer, reader));
                self.taken(writer, reader, datum)
            }
            (Step::Each(from, to), Datum::Array(items)) => {
                let items = items.iter().map(|item| self.resolve(from, to, item));
                Literal::Array(items.collect())
            }
            (Step::Each(from, to), Datum::Map(entries)) => {
                let entries = entries.iter();
                let entries =
                    entries.map(|(key, value)| (key.clone(), self.resolve(from, to, value)));
                Literal::Object(entries.collect())
            }
            (Step::FromBranch(branches), Datum::Union(at, value)) => match branches.get(*at) {
                Some(branch) => self.resolve(*branch, reader, value),
                None => self.refuse(writer, reader),
            },
            (Step::ToBranch(branch), datum) => {
                let read = self.resolve(writer, branch, datum);
                in_branch(self.schemas.reader, branch, read)
            }
            (Step::Symbols(known), Datum::Enum(at)) if known.get(*at) == Some(&true) => {
                self.symbol(writer, reader, *at)
            }
            (Step::Fields(fields), Datum::Record(values)) => {
                let AvroKind::Record(from) = &self.schemas.writer.get(writer).kind else {
                    return self.refuse(writer, reader);
                };
                let mut read = Vec::new();
                for (field, origin) in fields {
                    let value = match origin {
                        Origin::Written(at) => match (from.fields.get(at), values.get(at)) {
                            (Some(written), Some(value)) => {
                                self.resolve(written.schema, field.schema, value)
                            }
                            _ => self.refuse(writer, reader),
                        },
                        Origin::Default => field.default.clone().unwrap_or(Literal::Null),
                        Origin::Nowhere => self.refuse(writer, reader),
                    };
                    read.push((field.name.clone(), value));
                }
                Literal::Object(read)
            }
            _ => self.refuse(writer, reader),
        }
    }

    fn refuse(&mut self, writer: AvroId, reader: AvroId) -> Literal {
        self.refused.push((writer, reader));
        Literal::Null
    }

    /// A value without parts as one of the reader's type.
    fn taken(&mut self, writer: AvroId, reader: AvroId, datum: &Datum) -> Literal {
        match (&self.schemas.reader.get(reader).kind, datum) {
            (AvroKind::Float, Datum::Int(number)) => single(*number as f32),
            (AvroKind::Float, Datum::Long(number)) => single(*number as f32),
            (AvroKind::Double, Datum::Int(number)) => double(f64::from(*number)),
            (AvroKind::Double, Datum::Long(number)) => double(*number as f64),
            (AvroKind::Double, Datum::Float(number)) => double(f64::from(*number)),
            (AvroKind::Bytes, Datum::String(text)) => Literal::String(characters(text.as_bytes())),
            // The specification promotes bytes whatever they are; text is made of those that are no text, too.
            (AvroKind::String, Datum::Bytes(bytes)) => {
                Literal::String(String::from_utf8_lossy(bytes).into_owned())
            }
            _ => json(self.schemas.writer, writer, datum),
        }
    }

    /// The symbol, or else the reader's default for those it does not know.
    fn symbol(&mut self, writer: AvroId, reader: AvroId, at: usize) -> Literal {
        let written = json(self.schemas.writer, writer, &Datum::Enum(at));
        match &self.schemas.reader.get(reader).kind {
            AvroKind::Enum(read)
                if !read
                    .symbols
                    .iter()
                    .any(|symbol| written.as_str() == Some(symbol)) =>
            {
                read.default.clone().map_or(Literal::Null, Literal::String)
            }
            _ => written,
        }
    }
}

fn single(number: f32) -> Literal {
    floating(f64::from(number), number.to_string())
}

fn double(number: f64) -> Literal {
    floating(number, number.to_string())
}

/// Whether what stands in `datum` can be meant by `logical`.
fn has_meaning(logical: &AvroLogical, datum: &Datum) -> bool {
    match (logical, datum) {
        (AvroLogical::Uuid, Datum::String(text)) => is_uuid(text),
        (AvroLogical::Uuid, Datum::Bytes(bytes)) => std::str::from_utf8(bytes).is_ok_and(is_uuid),
        (AvroLogical::Decimal { .. } | AvroLogical::BigDecimal, datum) => {
            datum.bytes().is_none_or(|bytes| !bytes.is_empty())
        }
        _ => true,
    }
}

/// Whether a text is a UUID (RFC 4122 §3).
fn is_uuid(text: &str) -> bool {
    Format::named("uuid").is_some_and(|format| format.check(text).is_ok())
}
