//! Messages and enumerations as the types of fields.

use std::fmt::Debug;
use std::marker::PhantomData;

use serde_json::Value as Json;

use super::scalars::integer;
use super::{Encoding, Message, Reader, Refusal, Wire, Writer};

/// A message in a field.
#[derive(Clone, Copy, Debug)]
pub struct Nested<T>(PhantomData<T>);

impl<T: Message> Encoding for Nested<T> {
    type Value = T;
    const WIRE: Wire = Wire::Sized;
    const HAS_NULL: bool = T::HAS_NULL;

    fn write(value: &T, writer: &mut Writer) {
        writer.part(|part| value.write(part));
    }

    fn read(reader: &mut Reader<'_>) -> Result<T, Refusal> {
        let mut message = T::default();
        Self::merge(&mut message, reader)?;
        Ok(message)
    }

    fn merge(place: &mut T, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        reader.part()?.message(place)
    }

    fn to_json(value: &T) -> Json {
        value.to_json()
    }

    fn from_json(json: &Json) -> Result<T, Refusal> {
        T::from_json(json)
    }
}

/// A group in the field `NUMBER`: a message between two tags instead of behind its length (proto2).
#[derive(Clone, Copy, Debug)]
pub struct Group<T, const NUMBER: u32>(PhantomData<T>);

impl<T: Message, const NUMBER: u32> Encoding for Group<T, NUMBER> {
    type Value = T;
    const WIRE: Wire = Wire::StartGroup;

    fn write(value: &T, writer: &mut Writer) {
        value.write(writer);
        writer.end_group(NUMBER);
    }

    fn read(reader: &mut Reader<'_>) -> Result<T, Refusal> {
        let mut message = T::default();
        Self::merge(&mut message, reader)?;
        Ok(message)
    }

    fn merge(place: &mut T, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        reader.group(NUMBER, place)
    }

    fn to_json(value: &T) -> Json {
        value.to_json()
    }

    fn from_json(json: &Json) -> Result<T, Refusal> {
        T::from_json(json)
    }
}

/// An enumeration: names for numbers, of which there may be more than those that the schema names.
pub trait Enumeration: Copy + Debug + Default + PartialEq {
    /// The number on the wire.
    fn number(self) -> i32;

    /// The value of a number; one without a name is kept as it is.
    fn from_number(number: i32) -> Self;

    /// The name, where the number has one.
    fn name(self) -> Option<&'static str>;

    /// The value of a name.
    fn from_name(name: &str) -> Option<Self>;
}

/// An enumeration in a field.
#[derive(Clone, Copy, Debug)]
pub struct Enumerated<T>(PhantomData<T>);

impl<T: Enumeration> Encoding for Enumerated<T> {
    type Value = T;
    const WIRE: Wire = Wire::Varint;

    fn write(value: &T, writer: &mut Writer) {
        writer.varint(i64::from(value.number()) as u64);
    }

    fn read(reader: &mut Reader<'_>) -> Result<T, Refusal> {
        Ok(T::from_number(reader.varint()? as i32))
    }

    fn to_json(value: &T) -> Json {
        value
            .name()
            .map_or_else(|| Json::from(value.number()), Json::from)
    }

    fn from_json(json: &Json) -> Result<T, Refusal> {
        if let Json::String(name) = json {
            return T::from_name(name).ok_or_else(|| Refusal::new("is no name of the enumeration"));
        }
        let number = i32::try_from(integer(json)?);
        let number = number.map_err(|_| Refusal::new("is no number of an enumeration"))?;
        Ok(T::from_number(number))
    }
}
