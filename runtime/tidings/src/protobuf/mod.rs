//! Protocol Buffers: the wire format ("Encoding") and the form in JSON ("ProtoJSON Format").
//!
//! Generated messages implement [`Message`]; [`crate::codec::Protobuf`] is their codec, and with serde they are read and
//! written as ProtoJSON, so that [`crate::codec::Json`] works as well.
//!
//! On the wire, fields that a message does not know are read past and dropped, numbers of an enumeration without a name
//! are kept, numbers are packed or not as they come; in JSON, names that a message does not know are refused, as the
//! specification says.
//! Messages nested deeper than 100 levels are refused.

mod encoding;
mod json;
mod nested;
mod reader;
mod scalars;
mod well_known;
mod writer;

pub use encoding::{Encoding, Wire};
pub use json::{Object, field, map_field, read_object, repeated_field};
pub use nested::{Enumerated, Enumeration, Group, Nested};
pub use reader::{Reader, Tag};
pub use scalars::{
    Bool, ByteString, Double, Fixed32, Fixed64, Float, Int32, Int64, Sfixed32, Sfixed64, Sint32,
    Sint64, Text, Uint32, Uint64,
};
pub use well_known::{
    Any, Duration, FieldMask, InvalidTimestamp, ListValue, Struct, Timestamp, Value, Wrapper,
};
pub use writer::Writer;

pub use crate::refusal::Refusal;

use bytes::Bytes;
use serde::{Deserializer, Serialize, Serializer};
use serde_json::Value as Json;

use crate::union::buffer;

/// A message.
pub trait Message: Sized + Clone + Default + PartialEq {
    /// Whether `null` in JSON is a value of its own, and not the absence of one.
    const HAS_NULL: bool = false;

    /// Writes the fields.
    fn write(&self, writer: &mut Writer);

    /// Reads one field into its place.
    ///
    /// # Errors
    ///
    /// The bytes are no value of the field.
    fn merge(&mut self, tag: Tag, reader: &mut Reader<'_>) -> Result<(), Refusal>;

    /// The message in JSON.
    fn to_json(&self) -> Json;

    /// Reads a message in JSON.
    ///
    /// # Errors
    ///
    /// It is none of this type.
    fn from_json(json: &Json) -> Result<Self, Refusal>;
}

impl<T: Message> Message for Box<T> {
    const HAS_NULL: bool = T::HAS_NULL;

    fn write(&self, writer: &mut Writer) {
        self.as_ref().write(writer);
    }

    fn merge(&mut self, tag: Tag, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        self.as_mut().merge(tag, reader)
    }

    fn to_json(&self) -> Json {
        self.as_ref().to_json()
    }

    fn from_json(json: &Json) -> Result<Self, Refusal> {
        T::from_json(json).map(Self::new)
    }
}

/// The bytes of a message.
pub(crate) fn write<T: Message>(message: &T) -> Bytes {
    let mut writer = Writer::default();
    message.write(&mut writer);
    writer.finish()
}

/// The message that bytes are.
pub(crate) fn read<T: Message>(body: &[u8]) -> Result<T, Refusal> {
    let mut message = T::default();
    Reader::new(body).message(&mut message)?;
    Ok(message)
}

/// Says where in a message something is wrong.
///
/// # Errors
///
/// What is wrong, at the place of the field.
pub fn at<T>(field: &str, result: Result<T, Refusal>) -> Result<T, Refusal> {
    result.map_err(|refusal| refusal.below(field))
}

/// Writes a message with serde, as ProtoJSON.
///
/// # Errors
///
/// What the serializer says.
pub fn serialize<T: Message, S: Serializer>(message: &T, serializer: S) -> Result<S::Ok, S::Error> {
    message.to_json().serialize(serializer)
}

/// Reads a message with serde, as ProtoJSON.
///
/// # Errors
///
/// What stands there is no such message.
pub fn deserialize<'de, T: Message, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let (json, _) = buffer::read(deserializer)?;
    T::from_json(&json).map_err(Refusal::into_serde)
}
