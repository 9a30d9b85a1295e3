//! What the branches of a union are read from.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use tidings_check::Decimal;

use super::{JsonType, Part, buffer};
use crate::json::{DEEPEST, Raw, raw};
use crate::wire::peek;

/// The content of a union: its text in JSON where there is one, so that every digit of its numbers is still there.
#[derive(Debug)]
pub(super) struct Source<'de> {
    raw: Raw<'de>,
    /// How many values it is made of; of a text no fewer.
    pub(super) size: usize,
    value: OnceCell<Value>,
}

impl<'de> Source<'de> {
    /// Reads the content of a union.
    pub(super) fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of(raw::read(deserializer)?)
    }

    /// The content that `raw` is.
    pub(super) fn of<E: Error>(raw: Raw<'de>) -> Result<Self, E> {
        let size = match &raw {
            Raw::Value(_, size) => *size,
            Raw::Text(text) => {
                let (size, depth) = survey(text);
                // Each branch is read by a reader of its own, which knows nothing of the levels around it.
                if depth > DEEPEST {
                    return Err(E::custom(format!("is nested deeper than {DEEPEST} levels")));
                }
                size
            }
        };
        Ok(Self {
            raw,
            size,
            value: OnceCell::new(),
        })
    }

    /// The content, to be decoded as one of the branches.
    pub(super) fn part(&self) -> Part<'_> {
        Part { raw: &self.raw }
    }

    /// The content as a value, whose numbers may have lost digits.
    pub(super) fn value(&self) -> &Value {
        match &self.raw {
            Raw::Value(value, _) => value,
            Raw::Text(text) => self
                .value
                .get_or_init(|| serde_json::from_str(text).unwrap_or_default()),
        }
    }

    /// Whether it is of `json_type`.
    pub(super) fn is_of(&self, json_type: JsonType) -> bool {
        match &self.raw {
            Raw::Value(value, _) => buffer::is_of(value, json_type),
            Raw::Text(text) => match (json_type, text.as_bytes().first()) {
                (JsonType::Null, Some(b'n'))
                | (JsonType::Boolean, Some(b't' | b'f'))
                | (JsonType::String, Some(b'"'))
                | (JsonType::Array, Some(b'['))
                | (JsonType::Object, Some(b'{')) => true,
                (JsonType::Number, Some(b'-' | b'0'..=b'9')) => true,
                (JsonType::Integer, Some(b'-' | b'0'..=b'9')) => {
                    Decimal::parse(text).is_some_and(|number| number.is_integer())
                }
                _ => false,
            },
        }
    }

    /// Its type in words.
    pub(super) fn type_in_words(&self) -> &'static str {
        buffer::TYPES
            .into_iter()
            .find(|json_type| self.is_of(*json_type))
            .map_or("a JSON value", buffer::name)
    }

    /// The property `name` of what has to be an object, as a value.
    pub(super) fn property<E: Error>(&self, name: &str) -> Result<Option<Cow<'_, Value>>, E> {
        self.expect_object()?;
        Ok(match &self.raw {
            Raw::Value(value, _) => value.get(name).map(Cow::Borrowed),
            Raw::Text(text) => peek(text.as_bytes(), name).map(Cow::Owned),
        })
    }

    /// The names of the properties of what has to be an object.
    pub(super) fn names<E: Error>(&self) -> Result<HashSet<Cow<'_, str>>, E> {
        self.expect_object()?;
        let names = match &self.raw {
            Raw::Value(value, _) => {
                let names = value
                    .as_object()
                    .into_iter()
                    .flat_map(|object| object.keys());
                Ok(names.map(|name| Cow::Borrowed(name.as_str())).collect())
            }
            Raw::Text(text) => {
                serde_json::Deserializer::from_str(text).deserialize_map(Names(PhantomData))
            }
        };
        names.map_err(E::custom)
    }

    fn expect_object<E: Error>(&self) -> Result<(), E> {
        match self.is_of(JsonType::Object) {
            true => Ok(()),
            false => Err(E::custom(format!(
                "expected an object, found {}",
                self.type_in_words()
            ))),
        }
    }
}

/// The properties of an object that was begun, as they are found.
#[derive(Debug, Default)]
pub(super) struct Properties {
    text: String,
    names: HashSet<String>,
}

impl Properties {
    /// Adds the property `name`, whose value is the JSON `value`.
    pub(super) fn insert<E: Error>(&mut self, name: String, value: &str) -> Result<(), E> {
        self.text
            .push(if self.names.is_empty() { '{' } else { ',' });
        self.text.push_str(&Value::from(name.as_str()).to_string());
        self.text.push(':');
        self.text.push_str(value);
        match self.names.replace(name) {
            None => Ok(()),
            Some(name) => Err(E::custom(format!("the property \"{name}\" stands twice"))),
        }
    }

    /// Reads the value of the property `name`, which comes next.
    pub(super) fn read_value<'de, A: MapAccess<'de>>(
        &mut self,
        name: String,
        entries: &mut A,
    ) -> Result<(), A::Error> {
        match entries.next_value_seed(Whole)? {
            Raw::Text(text) => self.insert(name, &text),
            Raw::Value(value, _) => self.insert(name, &value.to_string()),
        }
    }

    /// Reads the properties that are left.
    pub(super) fn read_rest<'de, A: MapAccess<'de>>(
        &mut self,
        mut entries: A,
    ) -> Result<(), A::Error> {
        while let Some(name) = entries.next_key()? {
            self.read_value(name, &mut entries)?;
        }
        Ok(())
    }

    /// The whole object.
    pub(super) fn source<E: Error>(mut self) -> Result<Source<'static>, E> {
        if self.names.is_empty() {
            self.text.push('{');
        }
        self.text.push('}');
        Source::of(Raw::Text(self.text.into()))
    }
}

/// Reads a value as its text where that can be had.
struct Whole;

impl<'de> DeserializeSeed<'de> for Whole {
    type Value = Raw<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw<'de>, D::Error> {
        raw::read(deserializer)
    }
}

/// How many values the JSON `text` is made of, or more, and how deep it is nested.
fn survey(text: &str) -> (usize, usize) {
    let (mut size, mut depth, mut deepest) = (1, 0_usize, 0);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => skip_text(&mut bytes),
            b',' => size += 1,
            b'[' | b'{' => {
                (size, depth) = (size + 1, depth + 1);
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (size, deepest)
}

/// Passes over the rest of a text in quotation marks.
fn skip_text(bytes: &mut std::str::Bytes<'_>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
}

/// Collects the names of an object.
struct Names<'n>(PhantomData<&'n str>);

impl<'de: 'n, 'n> Visitor<'de> for Names<'n> {
    type Value = HashSet<Cow<'n, str>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut names = HashSet::new();
        while let Some((name, IgnoredAny)) = entries.next_entry::<String, IgnoredAny>()? {
            names.insert(Cow::Owned(name));
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survey_counts_values_and_levels_outside_of_texts() {
        assert_eq!(survey("1"), (1, 0));
        assert_eq!(survey(r#"{"a": [1, 2], "b": "[{,\"["}"#), (5, 2));
        assert_eq!(survey("[[],[[]]]"), (6, 3));
    }

    #[test]
    fn what_is_nested_too_deeply_is_refused() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        let read = |levels| Source::of::<serde_json::Error>(Raw::Text(nested(levels).into()));
        assert!(read(DEEPEST).is_ok());
        assert!(read(DEEPEST + 1).is_err());
    }
}
