//! A look at one property, to find out which message has arrived.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// The value of a top-level property of a JSON object, without decoding anything else.
///
/// None when there is no such property, or when what stands before it is no JSON.
pub(crate) fn peek(body: &[u8], property: &str) -> Option<Value> {
    let mut found = None;
    let seek = Seek {
        property,
        found: &mut found,
    };
    // Once the property is found the rest is of no interest, so the reading ends with an error that says nothing.
    let _ = serde_json::Deserializer::from_slice(body).deserialize_map(seek);
    found
}

struct Seek<'a> {
    property: &'a str,
    found: &'a mut Option<Value>,
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(wanted) = entries.next_key_seed(IsKey(self.property))? {
            if wanted {
                *self.found = Some(entries.next_value()?);
                return Err(A::Error::custom("found"));
            }
            entries.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Whether a key is this one; it is not copied to find out.
struct IsKey<'a>(&'a str);

impl<'de> DeserializeSeed<'de> for IsKey<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IsKey<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(key == self.0)
    }
}
