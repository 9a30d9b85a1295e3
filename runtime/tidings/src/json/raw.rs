//! Values as the text that they are written as: what a number of Rust cannot hold is still there.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, Unexpected, Visitor};
use serde_json::{Number, Value};

use crate::union::buffer;

/// The name under which `serde_json` hands over the text of a value; it is that of its `RawValue`.
///
/// A deserializer that does not know it, or knows no text, gives the value itself, which may have lost digits by then.
pub(crate) const TOKEN: &str = "$serde_json::private::RawValue";

/// A value as it is written in JSON, or as it is where it is not written in JSON.
#[derive(Debug)]
pub(crate) enum Raw<'de> {
    /// Its text.
    Text(Cow<'de, str>),
    /// The value, and how many values it is made of.
    Value(Value, usize),
}

/// Reads a value as its text where that can be had.
pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Raw<'de>, D::Error> {
    deserializer.deserialize_newtype_struct(TOKEN, Whole)
}

struct Whole;

impl<'de> Visitor<'de> for Whole {
    type Value = Raw<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Raw<'de>, A::Error> {
        text(entries).map(Raw::Text)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Raw<'de>, D::Error> {
        let (value, size) = buffer::read(deserializer)?;
        Ok(Raw::Value(value, size))
    }
}

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digits<'d> {
    pub(crate) text: &'d str,
    /// Whether these are the digits that were written, and not those of the nearest float.
    pub(crate) are_exact: bool,
}

/// Reads a number as `of` its digits, which says what is no number for it.
///
/// # Errors
///
/// It is not `expected`.
pub(crate) fn number<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    of: impl FnOnce(Digits<'_>) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(TOKEN, InDigits { of, expected })
}

struct InDigits<F> {
    of: F,
    expected: &'static str,
}

impl<F> InDigits<F> {
    fn read<T, E: Error>(self, text: &str, are_exact: bool) -> Result<T, E>
    where
        F: FnOnce(Digits<'_>) -> Option<T>,
    {
        let Self { of, expected } = self;
        of(Digits { text, are_exact }).ok_or_else(|| E::invalid_type(kind(text), &expected))
    }
}

macro_rules! visit_integers {
    ($($method:ident($integer:ty))*) => {$(
        fn $method<E: Error>(self, value: $integer) -> Result<T, E> {
            self.read(&value.to_string(), true)
        }
    )*};
}

impl<'de, T, F: FnOnce(Digits<'_>) -> Option<T>> Visitor<'de> for InDigits<F> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<T, A::Error> {
        self.read(&text(entries)?, true)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    visit_integers! {
        visit_i64(i64) visit_u64(u64) visit_i128(i128) visit_u128(u128)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        match Number::from_f64(value) {
            Some(number) => self.read(&number.to_string(), false),
            None => Err(E::invalid_type(Unexpected::Float(value), &self)),
        }
    }
}

/// What the JSON `text` is, without its content.
fn kind(text: &str) -> Unexpected<'_> {
    match text.as_bytes().first() {
        Some(b'{') => Unexpected::Map,
        Some(b'[') => Unexpected::Seq,
        Some(b'"') => Unexpected::Other("string"),
        Some(b't' | b'f') => Unexpected::Other("boolean"),
        Some(b'n') => Unexpected::Unit,
        _ => Unexpected::Other("floating point"),
    }
}

/// The text that is handed over in place of `entries`.
fn text<'de, A: MapAccess<'de>>(mut entries: A) -> Result<Cow<'de, str>, A::Error> {
    let is_handed_over = entries.next_key_seed(Text)?.as_deref() == Some(TOKEN);
    if !is_handed_over {
        return Err(A::Error::invalid_type(
            Unexpected::Map,
            &"the text of a value",
        ));
    }
    entries.next_value_seed(Text)
}

/// A text, borrowed where that is possible.
pub(crate) struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text of a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}
