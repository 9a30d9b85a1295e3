//! Bytes. As JSON they are a text with one character for each byte (Avro 1.12, "JSON Encoding").

use std::fmt;

use bytes::Bytes;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tidings_check::{Path, Violations};

use super::super::{AvroType, Reader, Refusal, Writer};
use crate::Payload;

/// `bytes`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteString(pub Bytes);

/// `fixed`: bytes of a length that is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fixed<const SIZE: usize>(pub [u8; SIZE]);

/// `fixed` of so many bytes that they do not belong on the stack.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LargeFixed<const SIZE: usize>(Box<[u8]>);

/// `duration`: months, days and milliseconds, none of which can be reckoned in another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Months.
    pub months: u32,
    /// Days.
    pub days: u32,
    /// Milliseconds.
    pub milliseconds: u32,
}

impl From<Bytes> for ByteString {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl From<Vec<u8>> for ByteString {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl<const SIZE: usize> Default for Fixed<SIZE> {
    fn default() -> Self {
        Self([0; SIZE])
    }
}

impl<const SIZE: usize> From<[u8; SIZE]> for Fixed<SIZE> {
    fn from(bytes: [u8; SIZE]) -> Self {
        Self(bytes)
    }
}

impl<const SIZE: usize> fmt::Debug for Fixed<SIZE> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Fixed")
            .field(&self.0.as_slice())
            .finish()
    }
}

impl<const SIZE: usize> LargeFixed<SIZE> {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl<const SIZE: usize> Default for LargeFixed<SIZE> {
    fn default() -> Self {
        Self(vec![0; SIZE].into())
    }
}

/// Gives the bytes back where they are not `SIZE` many.
impl<const SIZE: usize> TryFrom<Vec<u8>> for LargeFixed<SIZE> {
    type Error = Vec<u8>;

    fn try_from(bytes: Vec<u8>) -> Result<Self, Vec<u8>> {
        match bytes.len() == SIZE {
            true => Ok(Self(bytes.into())),
            false => Err(bytes),
        }
    }
}

impl<const SIZE: usize> fmt::Debug for LargeFixed<SIZE> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("LargeFixed").field(&self.0).finish()
    }
}

impl AvroType for ByteString {
    fn write(&self, writer: &mut Writer) {
        writer.sized(&self.0);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        reader
            .sized()
            .map(|bytes| Self(Bytes::copy_from_slice(bytes)))
    }
}

impl<const SIZE: usize> AvroType for Fixed<SIZE> {
    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.0);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let mut bytes = [0; SIZE];
        bytes.copy_from_slice(reader.raw(SIZE)?);
        Ok(Self(bytes))
    }
}

impl<const SIZE: usize> AvroType for LargeFixed<SIZE> {
    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.0);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        reader.raw(SIZE).map(|bytes| Self(bytes.into()))
    }
}

impl AvroType for Duration {
    fn write(&self, writer: &mut Writer) {
        for part in [self.months, self.days, self.milliseconds] {
            writer.raw(&part.to_le_bytes());
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let mut part = || {
            let mut bytes = [0; 4];
            bytes.copy_from_slice(reader.raw(4)?);
            Ok(u32::from_le_bytes(bytes))
        };
        Ok(Self {
            months: part()?,
            days: part()?,
            milliseconds: part()?,
        })
    }
}

/// The text of `bytes`: one character each.
fn text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The bytes that a text writes.
fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
    bytes.map_err(|_| D::Error::custom("a character stands for no byte"))
}

impl Serialize for ByteString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text(&self.0))
    }
}

impl<'de> Deserialize<'de> for ByteString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer).map(Self::from)
    }
}

impl<const SIZE: usize> Serialize for Fixed<SIZE> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text(&self.0))
    }
}

impl<'de, const SIZE: usize> Deserialize<'de> for Fixed<SIZE> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = read(deserializer)?;
        let found = bytes.len();
        let bytes = bytes.try_into();
        bytes
            .map(Self)
            .map_err(|_| D::Error::custom(format!("has {found} bytes and not {SIZE}")))
    }
}

impl<const SIZE: usize> Serialize for LargeFixed<SIZE> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text(&self.0))
    }
}

impl<'de, const SIZE: usize> Deserialize<'de> for LargeFixed<SIZE> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = Self::try_from(read(deserializer)?);
        bytes.map_err(|bytes| D::Error::custom(format!("has {} bytes and not {SIZE}", bytes.len())))
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut writer = Writer::default();
        self.write(&mut writer);
        serializer.serialize_str(&text(writer.as_slice()))
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Fixed(bytes) = Fixed::<12>::deserialize(deserializer)?;
        Self::read(&mut Reader::new(&bytes)).map_err(|_| D::Error::custom("has not 12 bytes"))
    }
}

impl Payload for ByteString {
    fn check(&self, _: &Path<'_>, _: &mut Violations) {}
}

impl<const SIZE: usize> Payload for Fixed<SIZE> {
    fn check(&self, _: &Path<'_>, _: &mut Violations) {}
}

impl<const SIZE: usize> Payload for LargeFixed<SIZE> {
    fn check(&self, _: &Path<'_>, _: &mut Violations) {}
}

impl Payload for Duration {
    fn check(&self, _: &Path<'_>, _: &mut Violations) {}
}
