//! Typed headers: strings as they are, everything else as JSON text.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserializer, Serialize};
use serde_json::Value;

use crate::json::{self, DecodeError, EncodeError, Problems, Scope, Strict, words};
use crate::transport::{Headers, Message};
use crate::{Maybe, Payload};

/// The place of a header, or inside it, from a pointer into the headers as one object.
fn place(pointer: &str) -> String {
    format!("header {}", pointer.strip_prefix('/').unwrap_or(pointer))
}

/// Writes the headers of a message.
#[derive(Debug)]
pub struct HeaderWriter {
    headers: Headers,
}

impl HeaderWriter {
    /// Begins to write `headers`, the message's headers as one value, once they are checked.
    ///
    /// # Errors
    ///
    /// What the contract does not allow in them.
    pub fn new<T: Payload>(headers: &T) -> Result<Self, EncodeError> {
        json::check(headers).map_err(|problems| problems.at(place))?;
        Ok(Self {
            headers: Headers::new(),
        })
    }

    /// Writes the header `name`.
    ///
    /// # Errors
    ///
    /// The value has no JSON.
    pub fn required<T: Serialize>(&mut self, name: &str, value: &T) -> Result<(), EncodeError> {
        let text = match serde_json::to_value(value) {
            Ok(Value::String(text)) => text,
            Ok(other) => other.to_string(),
            Err(error) => {
                let problem = Problems::one(format!("header {name}"), error.to_string());
                return Err(EncodeError::from(problem));
            }
        };
        self.headers.append(name, text);
        Ok(())
    }

    /// Writes the header `name` if there is a value.
    ///
    /// # Errors
    ///
    /// The value has no JSON.
    pub fn optional<T: Serialize>(
        &mut self,
        name: &str,
        value: &Option<T>,
    ) -> Result<(), EncodeError> {
        value
            .as_ref()
            .map_or(Ok(()), |value| self.required(name, value))
    }

    /// Writes the header `name` unless it is absent.
    ///
    /// # Errors
    ///
    /// The value has no JSON.
    pub fn maybe<T: Serialize>(&mut self, name: &str, value: &Maybe<T>) -> Result<(), EncodeError> {
        match value {
            Maybe::Absent => Ok(()),
            other => self.required(name, other),
        }
    }

    /// The headers.
    pub fn finish(self) -> Headers {
        self.headers
    }
}

/// Reads the headers of a message.
#[derive(Clone, Copy, Debug)]
pub struct HeaderReader<'m> {
    headers: &'m Headers,
}

impl<'m> HeaderReader<'m> {
    /// Reads the headers of `incoming`.
    pub fn new(incoming: &'m Message) -> Self {
        Self {
            headers: &incoming.headers,
        }
    }

    /// The header `name`.
    ///
    /// # Errors
    ///
    /// It is missing, or is not of this type.
    pub fn required<T: DeserializeOwned>(&self, name: &str) -> Result<T, DecodeError> {
        self.optional(name)?.ok_or_else(|| {
            DecodeError::from(Problems::one(
                format!("header {name}"),
                "is missing".to_owned(),
            ))
        })
    }

    /// The header `name`, if it is there.
    ///
    /// # Errors
    ///
    /// It is not of this type.
    pub fn optional<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        let Some(bytes) = self.headers.get(name) else {
            return Ok(None);
        };
        let here = format!("header {name}");
        let Ok(text) = std::str::from_utf8(bytes) else {
            let problem = Problems::one(here, "is not UTF-8 text".to_owned());
            return Err(DecodeError::from(problem));
        };
        let _scope = Scope::exact(text.len());
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(HeaderText(text), &mut track);
        T::deserialize(tracked).map(Some).map_err(|error| {
            let problems = words::problem(&track.path(), &error);
            DecodeError::from(problems.at(|pointer| format!("{here}{pointer}")))
        })
    }

    /// The header `name`, which may be absent or null.
    ///
    /// # Errors
    ///
    /// It is not of this type.
    pub fn maybe<T: DeserializeOwned>(&self, name: &str) -> Result<Maybe<T>, DecodeError> {
        Ok(self.optional(name)?.unwrap_or_default())
    }

    /// The message's headers as one value, once they are checked.
    ///
    /// # Errors
    ///
    /// What the contract does not allow in them.
    pub fn checked<T: Payload>(&self, headers: T) -> Result<T, DecodeError> {
        json::check(&headers).map_err(|problems| problems.at(place))?;
        Ok(headers)
    }
}

/// The text of a header: itself where a string is wanted, and JSON where anything else is.
struct HeaderText<'t>(&'t str);

impl HeaderText<'_> {
    /// The value that the text writes; a text that is no JSON is a string.
    fn value(&self) -> Strict<Value> {
        let value = serde_json::from_str(self.0);
        Strict(value.unwrap_or_else(|_| Value::from(self.0)))
    }
}

macro_rules! as_json {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, serde_json::Error> {
            self.value().$method(visitor)
        }
    )*};
}

macro_rules! as_text {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, serde_json::Error> {
            visitor.visit_str(self.0)
        }
    )*};
}

impl<'de> Deserializer<'de> for HeaderText<'_> {
    type Error = serde_json::Error;

    as_json! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_unit deserialize_seq deserialize_map
        deserialize_ignored_any
    }
    as_text! {
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_identifier
    }

    fn deserialize_option<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, serde_json::Error> {
        match self.0 {
            "null" => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, serde_json::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, serde_json::Error> {
        self.value().deserialize_unit_struct(name, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, serde_json::Error> {
        self.value().deserialize_tuple(length, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, serde_json::Error> {
        self.value().deserialize_tuple_struct(name, length, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, serde_json::Error> {
        self.value().deserialize_struct(name, fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, serde_json::Error> {
        visitor.visit_enum(StrDeserializer::new(self.0))
    }
}
