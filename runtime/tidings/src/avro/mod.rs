//! Apache Avro: the binary encoding (Avro 1.12, "Binary Encoding"), and values that were written with another version
//! of a schema.
//!
//! Generated types know how they are written ([`AvroType`]); [`crate::codec::Avro`] is their codec.
//! [`decode_written_with`] reads what a writer with another schema has written, as "Schema Resolution" says.
//!
//! Bodies are single data without a header; [`single_object`] and [`confluent`] take apart the two usual frames.
//! No library is needed: neither is there one that bounds what hostile bytes can make it do.

mod frame;
mod logical;
mod reader;
mod resolve;
mod scalars;
mod schema;
mod writer;

pub use crate::refusal::Refusal;
pub use frame::{confluent, single_object};
pub use logical::{
    ByteString, Date, Decimal, Duration, Fixed, LargeFixed, LocalTimestampMicros,
    LocalTimestampMillis, LocalTimestampNanos, TimeMicros, TimeMillis, TimestampMicros,
    TimestampMillis, TimestampNanos,
};
pub use reader::Reader;
pub use schema::{InvalidSchema, Schema};
pub use writer::Writer;

use crate::Payload;
use crate::json::{self, DecodeError, EncodeError, Problems};
use bytes::Bytes;

/// A type whose values are written in Avro's binary encoding.
pub trait AvroType: Sized {
    /// Writes the value.
    fn write(&self, writer: &mut Writer);

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// The bytes are none of this type; the error names the place.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal>;
}

/// A type that is the payload of a message.
pub trait AvroPayload: AvroType + Payload {
    /// Its schema as JSON, complete: whoever reads what this type writes may need names, aliases and defaults.
    const SCHEMA: &'static str;
}

/// Reads a value that was written with the schema `writer`, as Avro's "Schema Resolution" says: fields are matched by
/// name and alias, missing ones have their defaults, and numbers are widened.
///
/// # Errors
///
/// The two schemas do not fit, or the bytes do not fit the writer's.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # fn read<T: tidings::avro::AvroPayload>(body: &bytes::Bytes, registered: &str) -> Result<T, Box<dyn std::error::Error>> {
/// let written_with = tidings::avro::Schema::parse(registered)?;
/// let value: T = tidings::avro::decode_written_with(body, &written_with)?;
/// # Ok(value) }
/// # Ok(()) }
/// ```
pub fn decode_written_with<T: AvroPayload>(
    body: &Bytes,
    writer: &Schema,
) -> Result<T, DecodeError> {
    let own = Schema::parse(T::SCHEMA).map_err(|error| root(error.to_string()))?;
    let mut translated = Writer::default();
    let mut reader = Reader::new(body);
    resolve::translate(writer, &own, &mut reader, &mut translated)
        .and_then(|()| reader.end())
        .map_err(DecodeError::from)?;
    decode(&translated.finish())
}

/// Checks and writes a payload.
pub(crate) fn encode<T: AvroType + Payload>(payload: &T) -> Result<Bytes, EncodeError> {
    json::check(payload).map_err(EncodeError::from)?;
    let mut writer = Writer::default();
    payload.write(&mut writer);
    Ok(writer.finish())
}

/// Reads a payload and checks it.
pub(crate) fn decode<T: AvroType + Payload>(body: &Bytes) -> Result<T, DecodeError> {
    let mut reader = Reader::new(body);
    let payload = T::read(&mut reader).map_err(DecodeError::from)?;
    reader.end().map_err(DecodeError::from)?;
    json::check(&payload).map_err(DecodeError::from)?;
    Ok(payload)
}

fn root(message: String) -> DecodeError {
    DecodeError::from(Problems::one(String::new(), message))
}
