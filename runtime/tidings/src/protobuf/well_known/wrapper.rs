//! `google.protobuf.Int64Value` and its kin.

use std::fmt;

use serde_json::Value as Json;

use super::{Message, payload};
use crate::protobuf::{Encoding, Reader, Refusal, Tag, Writer};

/// A scalar in a message of its own, which in JSON is the scalar: `Wrapper<Int64>` is `google.protobuf.Int64Value`.
pub struct Wrapper<E: Encoding>(pub E::Value);

impl<E: Encoding> Clone for Wrapper<E> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<E: Encoding> Default for Wrapper<E> {
    fn default() -> Self {
        Self(E::Value::default())
    }
}

impl<E: Encoding> PartialEq for Wrapper<E> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<E: Encoding> fmt::Debug for Wrapper<E>
where
    E::Value: fmt::Debug,
{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<E: Encoding> Message for Wrapper<E> {
    fn write(&self, writer: &mut Writer) {
        writer.singular::<E>(1, &self.0);
    }

    fn merge(&mut self, tag: Tag, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        match tag.number {
            1 => reader.singular::<E>(tag, &mut self.0),
            _ => reader.skip(tag),
        }
    }

    fn to_json(&self) -> Json {
        E::to_json(&self.0)
    }

    fn from_json(json: &Json) -> Result<Self, Refusal> {
        E::from_json(json).map(Self)
    }
}

payload!(<E: Encoding> Wrapper<E>);
