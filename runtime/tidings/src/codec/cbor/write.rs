//! The data item that stands for a JSON text.

use std::fmt;

use ciborium::Value;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use tidings_check::Decimal;

use super::read::FRACTION;
use super::value;
use crate::json::EncodeError;

/// The data item of the JSON `text`.
pub(super) fn item(text: &[u8]) -> Result<Value, EncodeError> {
    let raw = serde_json::from_slice(text).map_err(value::unwritable)?;
    of(raw)
}

/// What is written here is nested no deeper than what `serde_json` reads.
fn of(raw: &RawValue) -> Result<Value, EncodeError> {
    let text = raw.get();
    Ok(match text.as_bytes().first() {
        Some(b'{') => {
            let Entries(entries) = part(text)?;
            let entries = entries.into_iter();
            let entries = entries.map(|(key, raw)| Ok((Value::Text(key), of(raw)?)));
            Value::Map(entries.collect::<Result<_, EncodeError>>()?)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = part(text)?;
            Value::Array(items.into_iter().map(of).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Text(part(text)?),
        Some(b't' | b'f') => Value::Bool(part(text)?),
        Some(b'n') => Value::Null,
        _ => number(text).ok_or_else(|| {
            value::unwritable(format!("{text} has more digits than 128 bits hold"))
        })?,
    })
}

fn part<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, EncodeError> {
    serde_json::from_str(text).map_err(value::unwritable)
}

/// The number `text`: an integer or a float where these hold it, else a power of ten with an integer.
fn number(text: &str) -> Option<Value> {
    if value::is_float(text) {
        return text.parse().ok().map(Value::Float);
    }
    let plain = text.parse().map(|integer: i128| Value::from(integer));
    if let Ok(integer) = plain.or_else(|_| text.parse().map(|integer: u128| Value::from(integer))) {
        return Some(integer);
    }
    let decimal = Decimal::parse(text)?;
    let sign = if decimal.is_negative() { "-" } else { "" };
    let mantissa: i128 = format!("{sign}{}", decimal.digits()).parse().ok()?;
    let parts = vec![Value::from(decimal.exponent()), Value::from(mantissa)];
    Some(Value::Tag(FRACTION, Box::new(Value::Array(parts))))
}

/// The properties of an object, in their order.
struct Entries<'t>(Vec<(String, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Entries<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collected;
        impl<'de> Visitor<'de> for Collected {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    all.push(entry);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_map(Collected).map(Self)
    }
}
