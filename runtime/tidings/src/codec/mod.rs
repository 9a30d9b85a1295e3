//! How values become the bytes of a body: one type for each notation, all behind [`Codec`].
//!
//! Generated code chooses the codec by the media type of a message.
//! Whatever the notation, the same types are read and written, the same constraints are checked, and errors name the
//! place by a JSON Pointer.
//!
//! | Codec | Media types | Feature |
//! |---|---|---|
//! | [`Json`] | `application/json`, `+json` | |
//! | [`Cbor`] | `application/cbor`, `+cbor` | `cbor` |
//! | [`MessagePack`] | `application/msgpack`, `x-msgpack`, `vnd.msgpack` | `messagepack` |
//! | [`Avro`] | `avro/binary`, `application/vnd.apache.avro`, `+avro` | |
//! | [`Protobuf`] | `application/protobuf`, `x-protobuf`, `vnd.google.protobuf`, `+protobuf` | |
//! | [`Xml`] | `application/xml`, `text/xml`, `+xml` | `xml` |
//! | [`Text`], [`Latin1`] | `text/…` | |
//! | [`Confluent`] | Avro and JSON behind the id of a schema in a registry | |
//! | [`Raw`] | `application/octet-stream`, `image/…` and whatever else is not known | |

mod avro;
#[cfg(feature = "cbor")]
mod cbor;
mod confluent;
mod content;
#[cfg(feature = "messagepack")]
mod messagepack;
mod protobuf;
mod raw;
mod text;
#[cfg(any(feature = "cbor", feature = "messagepack", feature = "xml"))]
mod value;
#[cfg(feature = "xml")]
mod xml;

pub use confluent::{Confluent, Framed};
pub use content::{expect_content, media_type};
#[cfg(feature = "xml")]
pub(crate) use value::{DEEPEST, is_held};

use std::marker::PhantomData;

use bytes::Bytes;

use crate::Payload;
use crate::json::{self, DecodeError, EncodeError};

/// A notation in which values of the type `T` are written.
///
/// ```
/// use tidings::codec::{Codec, Text};
///
/// let body = Text::encode(&12)?;
/// assert_eq!(body, "12");
/// let pieces: u32 = Text::decode(&body)?;
/// assert_eq!(pieces, 12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "switch on the feature of the codec `{Self}`: without it `{T}` cannot be written and read",
    label = "the notation of this message",
    note = "`cargo add tidings --features cbor` for `Cbor`, `messagepack` for `MessagePack`, `xml` for `Xml`; the others are always there, for types that implement `tidings::Payload`"
)]
pub trait Codec<T> {
    /// Checks every constraint of the contract and writes a value.
    ///
    /// # Errors
    ///
    /// Every constraint that is broken, or what the notation cannot write, with its JSON pointer.
    fn encode(value: &T) -> Result<Bytes, EncodeError>;

    /// Reads a value and checks every constraint of the contract.
    ///
    /// # Errors
    ///
    /// What is wrong, with its JSON pointer, as [`crate::json::from_slice`] tells it; of Avro and Protocol Buffers the first
    /// place that cannot be read.
    fn decode(body: &Bytes) -> Result<T, DecodeError>;
}

/// JSON (RFC 8259); see [`crate::json`].
#[derive(Clone, Copy, Debug)]
pub enum Json {}

impl<T: Payload> Codec<T> for Json {
    fn encode(value: &T) -> Result<Bytes, EncodeError> {
        json::to_vec(value).map(Bytes::from)
    }

    fn decode(body: &Bytes) -> Result<T, DecodeError> {
        json::from_slice(body)
    }
}

/// CBOR (RFC 8949): the same values as in JSON.
///
/// Keys are texts; byte strings, infinities and NaN are refused, because no JSON schema describes them.
/// Tags are read past, and `undefined` is read as `null`.
/// Written are definite lengths and the shortest form of each number.
#[derive(Clone, Copy, Debug)]
pub enum Cbor {}

/// MessagePack: the same values as in JSON, objects as maps with texts for keys.
///
/// Byte strings, extension types, infinities and NaN are refused, because no JSON schema describes them.
#[derive(Clone, Copy, Debug)]
pub enum MessagePack {}

/// Apache Avro's binary encoding, without a header; see [`crate::avro`].
#[derive(Clone, Copy, Debug)]
pub enum Avro {}

/// Protocol Buffers' wire format; see [`crate::protobuf`].
#[derive(Clone, Copy, Debug)]
pub enum Protobuf {}

/// XML, by the description that the contract gives of its elements; see `docs/xml.md`.
#[derive(Clone, Copy, Debug)]
pub struct Xml<D>(PhantomData<D>);

/// A scalar as UTF-8 text: a string as it is, a number or a truth value as JSON writes it.
#[derive(Clone, Copy, Debug)]
pub enum Text {}

/// A scalar as text in ISO 8859-1, in which each byte is the character of that number.
#[derive(Clone, Copy, Debug)]
pub enum Latin1 {}

/// Bytes as they are.
#[derive(Clone, Copy, Debug)]
pub enum Raw {}

#[cfg(test)]
mod tests;
