//! Values behind the id of their schema in a registry.

use std::marker::PhantomData;
use std::ops::Deref;

use bytes::Bytes;

use super::Codec;
use crate::json::{DecodeError, EncodeError};
use crate::refusal::Refusal;

/// A value behind the id that a registry has given the schema which it was written with.
///
/// The value is read with the schema of the contract, whatever the id says.
/// What writers with other versions of a schema in Avro have written is taken apart by
/// [`crate::avro::confluent`] and read by [`crate::avro::decode_written_with`].
///
/// ```
/// use tidings::Framed;
/// use tidings::codec::{Codec, Confluent, Json};
///
/// let body = Confluent::<Json>::encode(&Framed::new(7, "placed".to_owned()))?;
/// assert_eq!(body, &b"\0\0\0\0\x07\"placed\""[..]);
/// let read: Framed<String> = Confluent::<Json>::decode(&body)?;
/// assert_eq!((read.schema_id, read.value), (7, "placed".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Framed<T> {
    /// The id in the registry.
    pub schema_id: u32,
    /// The value.
    pub value: T,
}

impl<T> Framed<T> {
    /// `value`, whose schema has the id `schema_id`.
    pub fn new(schema_id: u32, value: T) -> Self {
        Self { schema_id, value }
    }
}

impl<T> Deref for Framed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// The notation `C` in the frame of Confluent's registry: a zero byte, four bytes of the schema's id, the value.
#[derive(Clone, Copy, Debug)]
pub struct Confluent<C>(PhantomData<C>);

impl<T, C: Codec<T>> Codec<Framed<T>> for Confluent<C> {
    fn encode(framed: &Framed<T>) -> Result<Bytes, EncodeError> {
        let value = C::encode(&framed.value)?;
        let id = framed.schema_id.to_be_bytes();
        Ok([&[0], &id[..], &value].concat().into())
    }

    fn decode(body: &Bytes) -> Result<Framed<T>, DecodeError> {
        let Some((schema_id, value)) = crate::avro::confluent(body) else {
            let refusal = Refusal::new("does not begin with the id of a schema in a registry");
            return Err(refusal.into());
        };
        let value = C::decode(&body.slice_ref(value))?;
        Ok(Framed { schema_id, value })
    }
}
