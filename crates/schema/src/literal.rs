//! JSON values that a schema mentions: constants, enumerations, defaults, examples.

use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};

use tidings_check::Decimal;
use tidings_syntax::{Kind, Value, unescape_pointer};

use crate::Type;
use crate::number::json_number;

/// A JSON value detached from the text, numbers in their exact spelling.
///
/// Equality is JSON Schema's (draft-07 validation §4.2.3): `1.0` equals `1`, key order does not matter.
#[derive(Clone, Debug)]
pub enum Literal {
    /// `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number in JSON's grammar: as it was written, or as JSON spells it where YAML wrote `0x1F` or `.5`.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Literal>),
    /// An object in document order.
    Object(Vec<(String, Literal)>),
}

/// Detaches a value. `.inf` and `.nan`, which JSON cannot carry, become `null` as they do in JavaScript.
impl From<Value<'_>> for Literal {
    fn from(value: Value<'_>) -> Self {
        match value.kind() {
            Kind::Null => Self::Null,
            Kind::Bool => Self::Bool(value.as_bool() == Some(true)),
            Kind::Number => {
                let text = value
                    .as_number()
                    .and_then(|number| json_number(number.text()));
                text.map_or(Self::Null, |text| Self::Number(text.into_owned()))
            }
            Kind::String => Self::String(value.as_str().unwrap_or_default().to_owned()),
            Kind::Sequence => Self::Array(value.items().map(Self::from).collect()),
            Kind::Mapping => {
                let entries = value.entries();
                Self::Object(
                    entries
                        .map(|entry| (entry.key.to_owned(), Self::from(entry.value)))
                        .collect(),
                )
            }
        }
    }
}

impl Literal {
    /// The type of the value; a number without a fractional part is an integer.
    pub fn json_type(&self) -> Type {
        match self {
            Self::Null => Type::Null,
            Self::Bool(_) => Type::Boolean,
            Self::Number(text) => match Decimal::parse(text) {
                Some(number) if number.is_integer() => Type::Integer,
                _ => Type::Number,
            },
            Self::String(_) => Type::String,
            Self::Array(_) => Type::Array,
            Self::Object(_) => Type::Object,
        }
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The value of the property `key`, if it is an object that has one.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => {
                let (_, value) = entries.iter().find(|(name, _)| name == key)?;
                Some(value)
            }
            _ => None,
        }
    }

    /// The part that the JSON Pointer `pointer` (RFC 6901) leads to.
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        let mut segments = pointer.split('/').skip(1).map(unescape_pointer);
        segments.try_fold(self, |value, segment| match value {
            Self::Array(items) => items.get(segment.parse::<usize>().ok()?),
            value => value.get(&segment),
        })
    }

    /// The part that the JSON Pointer `pointer` leads to, to be exchanged.
    pub fn at_mut(&mut self, pointer: &str) -> Option<&mut Self> {
        let mut segments = pointer.split('/').skip(1).map(unescape_pointer);
        segments.try_fold(self, |value, segment| match value {
            Self::Array(items) => items.get_mut(segment.parse::<usize>().ok()?),
            Self::Object(entries) => {
                let (_, value) = entries.iter_mut().find(|(name, _)| *name == segment)?;
                Some(value)
            }
            _ => None,
        })
    }

    /// The value as JSON text on one line.
    pub fn to_json_text(&self) -> String {
        self.to_string()
    }

    /// The same value with the keys of its objects in order, so that the order in which somebody wrote them is no part of
    /// its text.
    #[must_use]
    pub fn in_order(&self) -> Self {
        match self {
            Self::Array(items) => Self::Array(items.iter().map(Self::in_order).collect()),
            Self::Object(entries) => {
                let entries = sorted(entries).into_iter();
                Self::Object(
                    entries
                        .map(|(key, value)| (key.clone(), value.in_order()))
                        .collect(),
                )
            }
            other => other.clone(),
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("null"),
            Self::Bool(value) => write!(formatter, "{value}"),
            Self::Number(text) => formatter.write_str(text),
            Self::String(text) => write_string(text, formatter),
            Self::Array(items) => {
                formatter.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    formatter.write_str(if index > 0 { "," } else { "" })?;
                    item.fmt(formatter)?;
                }
                formatter.write_char(']')
            }
            Self::Object(entries) => {
                formatter.write_char('{')?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    formatter.write_str(if index > 0 { "," } else { "" })?;
                    write_string(key, formatter)?;
                    formatter.write_char(':')?;
                    value.fmt(formatter)?;
                }
                formatter.write_char('}')
            }
        }
    }
}

/// Writes a string of JSON (RFC 8259 §7) with the fewest escapes.
fn write_string(text: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    formatter.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(formatter, "\\{character}")?,
            '\n' => formatter.write_str("\\n")?,
            '\r' => formatter.write_str("\\r")?,
            '\t' => formatter.write_str("\\t")?,
            control @ '\0'..='\x1F' => write!(formatter, "\\u{:04x}", control as u32)?,
            other => formatter.write_char(other)?,
        }
    }
    formatter.write_char('"')
}

impl PartialEq for Literal {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(left), Self::Bool(right)) => left == right,
            (Self::Number(left), Self::Number(right)) => {
                left == right || Decimal::parse(left) == Decimal::parse(right)
            }
            (Self::String(left), Self::String(right)) => left == right,
            (Self::Array(left), Self::Array(right)) => left == right,
            (Self::Object(left), Self::Object(right)) => {
                left.len() == right.len() && sorted(left) == sorted(right)
            }
            _ => false,
        }
    }
}

impl Eq for Literal {}

impl Hash for Literal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::Null => {}
            Self::Bool(value) => value.hash(state),
            Self::Number(text) => Decimal::parse(text).hash(state),
            Self::String(text) => text.hash(state),
            Self::Array(items) => items.hash(state),
            Self::Object(entries) => sorted(entries).hash(state),
        }
    }
}

/// Entries in an order that does not depend on the document's; keys are unique, so the values never decide.
fn sorted(entries: &[(String, Literal)]) -> Vec<&(String, Literal)> {
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by(|(left, _), (right, _)| left.cmp(right));
    entries
}
