//! The scalar types.

use bytes::Bytes;
use serde_json::{Number, Value as Json};
use tidings_check::Decimal;

use super::{Encoding, Reader, Refusal, Wire, Writer};
use crate::base64;
use crate::varint::{unzigzag, zigzag};

macro_rules! integers {
    ($($(#[$doc:meta])* $name:ident($integer:ty, $wire:ident, $json:ident) { $write:expr, $read:expr })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Encoding for $name {
            type Value = $integer;
            const WIRE: Wire = Wire::$wire;

            fn write(value: &$integer, writer: &mut Writer) {
                let write: fn(&mut Writer, $integer) = $write;
                write(writer, *value);
            }

            fn read(reader: &mut Reader<'_>) -> Result<$integer, Refusal> {
                let read: fn(&mut Reader<'_>) -> Result<$integer, Refusal> = $read;
                read(reader)
            }

            fn to_json(value: &$integer) -> Json {
                integers!(@$json value)
            }

            fn from_json(json: &Json) -> Result<$integer, Refusal> {
                let (least, most) = (<$integer>::MIN, <$integer>::MAX);
                let integer = integer(json)?;
                <$integer>::try_from(integer).map_err(|_| {
                    Refusal::new(format!("{integer} is not between {least} and {most}"))
                })
            }
        }
    )*};
    (@number $value:ident) => { Json::from(*$value) };
    // Readers of JSON may take numbers for floats, which do not hold them.
    (@text $value:ident) => { Json::from($value.to_string()) };
}

integers! {
    /// `int32`.
    Int32(i32, Varint, number) {
        |writer, value| writer.varint(i64::from(value) as u64),
        |reader| Ok(reader.varint()? as i32)
    }
    /// `int64`.
    Int64(i64, Varint, text) {
        |writer, value| writer.varint(value as u64),
        |reader| Ok(reader.varint()? as i64)
    }
    /// `uint32`.
    Uint32(u32, Varint, number) {
        |writer, value| writer.varint(value.into()),
        |reader| Ok(reader.varint()? as u32)
    }
    /// `uint64`.
    Uint64(u64, Varint, text) {
        |writer, value| writer.varint(value),
        |reader| reader.varint()
    }
    /// `sint32`, whose negative numbers are short.
    Sint32(i32, Varint, number) {
        |writer, value| writer.varint(zigzag(value.into())),
        |reader| Ok(unzigzag((reader.varint()? as u32).into()) as i32)
    }
    /// `sint64`, whose negative numbers are short.
    Sint64(i64, Varint, text) {
        |writer, value| writer.varint(zigzag(value)),
        |reader| Ok(unzigzag(reader.varint()?))
    }
    /// `fixed32`.
    Fixed32(u32, Fixed32, number) {
        |writer, value| writer.raw(&value.to_le_bytes()),
        |reader| array(reader).map(u32::from_le_bytes)
    }
    /// `fixed64`.
    Fixed64(u64, Fixed64, text) {
        |writer, value| writer.raw(&value.to_le_bytes()),
        |reader| array(reader).map(u64::from_le_bytes)
    }
    /// `sfixed32`.
    Sfixed32(i32, Fixed32, number) {
        |writer, value| writer.raw(&value.to_le_bytes()),
        |reader| array(reader).map(i32::from_le_bytes)
    }
    /// `sfixed64`.
    Sfixed64(i64, Fixed64, text) {
        |writer, value| writer.raw(&value.to_le_bytes()),
        |reader| array(reader).map(i64::from_le_bytes)
    }
}

macro_rules! floats {
    ($($(#[$doc:meta])* $name:ident($float:ty, $wire:ident))*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Encoding for $name {
            type Value = $float;
            const WIRE: Wire = Wire::$wire;

            fn write(value: &$float, writer: &mut Writer) {
                writer.raw(&value.to_le_bytes());
            }

            fn read(reader: &mut Reader<'_>) -> Result<$float, Refusal> {
                array(reader).map(<$float>::from_le_bytes)
            }

            fn to_json(value: &$float) -> Json {
                // The shortest text that is read as the same number.
                let number = value.to_string().parse().ok().and_then(Number::from_f64);
                match number {
                    Some(number) => Json::Number(number),
                    None if value.is_nan() => Json::from("NaN"),
                    None if *value > 0.0 => Json::from("Infinity"),
                    None => Json::from("-Infinity"),
                }
            }

            fn from_json(json: &Json) -> Result<$float, Refusal> {
                let value = match json {
                    Json::Number(number) => number.as_f64(),
                    Json::String(text) => match text.as_str() {
                        "NaN" => return Ok(<$float>::NAN),
                        "Infinity" => return Ok(<$float>::INFINITY),
                        "-Infinity" => return Ok(<$float>::NEG_INFINITY),
                        text => Decimal::parse(text).map(|number| number.to_f64()),
                    },
                    _ => None,
                };
                let value = value.ok_or_else(|| Refusal::new("expected a number"))? as $float;
                if value.is_finite() {
                    Ok(value)
                } else {
                    Err(Refusal::new("is too large a number"))
                }
            }
        }
    )*};
}

floats! {
    /// `float`.
    Float(f32, Fixed32)
    /// `double`.
    Double(f64, Fixed64)
}

/// `bool`.
#[derive(Clone, Copy, Debug)]
pub enum Bool {}

impl Encoding for Bool {
    type Value = bool;
    const WIRE: Wire = Wire::Varint;

    fn write(value: &bool, writer: &mut Writer) {
        writer.varint((*value).into());
    }

    fn read(reader: &mut Reader<'_>) -> Result<bool, Refusal> {
        Ok(reader.varint()? != 0)
    }

    fn to_json(value: &bool) -> Json {
        Json::from(*value)
    }

    fn from_json(json: &Json) -> Result<bool, Refusal> {
        json.as_bool()
            .ok_or_else(|| Refusal::new("expected a boolean"))
    }

    fn from_key(key: &str) -> Result<bool, Refusal> {
        key.parse().map_err(|_| Refusal::new("expected a boolean"))
    }
}

/// `string`.
#[derive(Clone, Copy, Debug)]
pub enum Text {}

impl Encoding for Text {
    type Value = String;
    const WIRE: Wire = Wire::Sized;

    fn write(value: &String, writer: &mut Writer) {
        writer.sized(value.as_bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Result<String, Refusal> {
        let text = std::str::from_utf8(reader.sized()?);
        text.map(str::to_owned)
            .map_err(|_| Refusal::new("is a string that is not UTF-8"))
    }

    fn to_json(value: &String) -> Json {
        Json::from(value.as_str())
    }

    fn from_json(json: &Json) -> Result<String, Refusal> {
        let text = json.as_str().map(str::to_owned);
        text.ok_or_else(|| Refusal::new("expected a string"))
    }
}

/// `bytes`; in JSON they are base64.
#[derive(Clone, Copy, Debug)]
pub enum ByteString {}

impl Encoding for ByteString {
    type Value = Bytes;
    const WIRE: Wire = Wire::Sized;

    fn write(value: &Bytes, writer: &mut Writer) {
        writer.sized(value);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Bytes, Refusal> {
        reader.sized().map(Bytes::copy_from_slice)
    }

    fn to_json(value: &Bytes) -> Json {
        Json::from(base64::write(value))
    }

    fn from_json(json: &Json) -> Result<Bytes, Refusal> {
        let bytes = json.as_str().and_then(base64::read).map(Bytes::from);
        bytes.ok_or_else(|| Refusal::new("expected a string in base64"))
    }
}

/// A whole number in JSON: a number or a text, also with an exponent.
pub(super) fn integer(json: &Json) -> Result<i128, Refusal> {
    let text = match json {
        Json::Number(number) => number.to_string(),
        Json::String(text) => text.clone(),
        _ => return Err(Refusal::new("expected an integer")),
    };
    let integer = Decimal::parse(&text).and_then(|number| number.to_integer());
    integer.ok_or_else(|| Refusal::new("expected an integer"))
}

fn array<const SIZE: usize>(reader: &mut Reader<'_>) -> Result<[u8; SIZE], Refusal> {
    let mut array = [0; SIZE];
    array.copy_from_slice(reader.raw(SIZE)?);
    Ok(array)
}
