//! How values of a type are written: the same on the wire for a field, an item and a key, and the same in JSON.

use serde_json::Value as Json;

use super::{Reader, Refusal, Writer};

/// How many bytes a value takes, which stands beside each field's number ("Encoding", "Message Structure").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wire {
    /// As many as a number needs.
    Varint,
    /// Eight.
    Fixed64,
    /// As many as are stated before it.
    Sized,
    /// Groups, which only older languages have, start with this.
    StartGroup,
    /// And end with this.
    EndGroup,
    /// Four.
    Fixed32,
}

impl Wire {
    pub(super) fn number(self) -> u64 {
        self as u64
    }

    /// Whether several values may stand in one field.
    pub(super) fn is_packed(self) -> bool {
        matches!(self, Self::Varint | Self::Fixed64 | Self::Fixed32)
    }

    pub(super) fn of(number: u64) -> Option<Self> {
        Some(match number {
            0 => Self::Varint,
            1 => Self::Fixed64,
            2 => Self::Sized,
            3 => Self::StartGroup,
            4 => Self::EndGroup,
            5 => Self::Fixed32,
            _ => return None,
        })
    }
}

/// One of the types of a field.
pub trait Encoding {
    /// The type in Rust.
    type Value: Clone + Default + PartialEq;

    /// How many bytes a value takes.
    const WIRE: Wire;

    /// Whether `null` in JSON is a value, and not the absence of one.
    const HAS_NULL: bool = false;

    /// Writes a value, without number and kind of its field.
    fn write(value: &Self::Value, writer: &mut Writer);

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// The bytes are none.
    fn read(reader: &mut Reader<'_>) -> Result<Self::Value, Refusal>;

    /// Reads a value over one that is there: parts of a message that come one after the other are one message.
    ///
    /// # Errors
    ///
    /// The bytes are no value.
    fn merge(place: &mut Self::Value, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        *place = Self::read(reader)?;
        Ok(())
    }

    /// The value in JSON.
    fn to_json(value: &Self::Value) -> Json;

    /// Reads a value in JSON.
    ///
    /// # Errors
    ///
    /// It is none.
    fn from_json(json: &Json) -> Result<Self::Value, Refusal>;

    /// Reads the name of a property, which is the key of a map.
    ///
    /// # Errors
    ///
    /// It is no key of this type.
    fn from_key(key: &str) -> Result<Self::Value, Refusal> {
        Self::from_json(&Json::from(key))
    }
}

/// The name of a property for a key of a map.
pub(super) fn to_key<K: Encoding>(key: &K::Value) -> String {
    match K::to_json(key) {
        Json::String(text) => text,
        other => other.to_string(),
    }
}
