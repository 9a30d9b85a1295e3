//! Values as text, in headers and in bodies without a structure: strings as they are, everything else as JSON.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IgnoredAny, Visitor};
use serde::{Deserializer, Serialize};
use serde_json::Value;

use crate::json::raw::TOKEN;
use crate::json::{Problems, Scope, Strict, words};

/// The text of `value`: itself where it is a string, and JSON where it is anything else.
///
/// # Errors
///
/// Why the value has no JSON.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<String, String> {
    let mut json = serde_json::to_string(value).map_err(|error| error.to_string())?;
    if !json.starts_with('"') {
        return Ok(json);
    }
    if json.contains('\\') {
        return serde_json::from_str(&json).map_err(|error| error.to_string());
    }
    // Without an escape the text is what stands between the quotes.
    json.pop();
    json.remove(0);
    Ok(json)
}

/// A text that is to be read: itself where a string is wanted, and JSON where anything else is.
pub(crate) struct TextValue<'t>(pub(crate) &'t str);

impl TextValue<'_> {
    /// The value that the text is.
    ///
    /// # Errors
    ///
    /// It is not of this type.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T, Problems> {
        let _scope = Scope::exact(self.0.len());
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(self, &mut track);
        T::deserialize(tracked).map_err(|error| words::problem(&track.path(), &error))
    }

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

impl<'de> Deserializer<'de> for TextValue<'_> {
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
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, serde_json::Error> {
        let is_json = serde_json::from_str::<IgnoredAny>(self.0).is_ok();
        if name == TOKEN && is_json {
            let mut reader = serde_json::Deserializer::from_reader(self.0.as_bytes());
            return reader.deserialize_newtype_struct(name, visitor);
        }
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
