//! JSON that stays in order, so that a document reads as people write one.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::Value;

/// Keywords of a schema in the order in which people write them; all others follow, by the alphabet.
const KEYWORDS: &[&str] = &[
    "$ref",
    "title",
    "description",
    "deprecated",
    "type",
    "format",
    "const",
    "enum",
    "properties",
    "required",
];

/// A value of JSON whose objects keep their order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Value(Value),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// `value`, which is no schema, in the order that it has.
    pub(super) fn text(value: impl Into<String>) -> Self {
        Self::Value(Value::String(value.into()))
    }

    /// A reference to `pointer` in the same document.
    pub(super) fn reference(pointer: &str) -> Self {
        Self::Object(vec![("$ref".to_owned(), Self::text(format!("#{pointer}")))])
    }

    /// A schema, its keywords in the order in which people write them.
    pub(super) fn schema(value: Value) -> Self {
        match value {
            Value::Array(items) => Self::Array(items.into_iter().map(Self::schema).collect()),
            Value::Object(entries) => {
                let mut entries: Vec<(String, Self)> = entries
                    .into_iter()
                    .map(|(key, value)| (key, Self::schema(value)))
                    .collect();
                entries.sort_by_key(|(key, _)| {
                    let rank = KEYWORDS.iter().position(|keyword| keyword == key);
                    rank.unwrap_or(KEYWORDS.len())
                });
                in_order_of_required(&mut entries);
                Self::Object(entries)
            }
            value => Self::Value(value),
        }
    }
}

/// Puts required properties first, in the order in which the type declares them: a map of schemas has lost that order,
/// and a list of names has kept it.
fn in_order_of_required(keywords: &mut [(String, Json)]) {
    let of = |name: &str| keywords.iter().position(|(keyword, _)| keyword == name);
    let (Some(required), Some(properties)) = (of("required"), of("properties")) else {
        return;
    };
    let Json::Array(required) = keywords[required].1.clone() else {
        return;
    };
    if let Json::Object(properties) = &mut keywords[properties].1 {
        properties.sort_by_key(|(name, _)| {
            let rank = required.iter().position(|one| *one == Json::text(name));
            rank.unwrap_or(required.len())
        });
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(item)?;
                }
                sequence.end()
            }
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// An object under construction: what is absent is left out.
#[derive(Debug, Default)]
pub(super) struct Object(Vec<(String, Json)>);

impl Object {
    pub(super) fn with(mut self, key: &str, value: Json) -> Self {
        self.0.push((key.to_owned(), value));
        self
    }

    pub(super) fn text(self, key: &str, value: impl Into<String>) -> Self {
        self.with(key, Json::text(value))
    }

    pub(super) fn optional(self, key: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.text(key, value),
            None => self,
        }
    }

    /// The object `entries`, unless it is empty.
    pub(super) fn entries(self, key: &str, entries: Vec<(String, Json)>) -> Self {
        match entries.is_empty() {
            true => self,
            false => self.with(key, Json::Object(entries)),
        }
    }

    /// The array `items`, unless it is empty.
    pub(super) fn items(self, key: &str, items: Vec<Json>) -> Self {
        match items.is_empty() {
            true => self,
            false => self.with(key, Json::Array(items)),
        }
    }

    pub(super) fn finish(self) -> Json {
        Json::Object(self.0)
    }
}
