//! A property that may be left out and may be null, which are two things.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tidings_check::{Path, Violations};

use super::Payload;

/// An optional property whose schema allows `null`: left out, null, or a value.
///
/// In a struct it needs `#[serde(default, skip_serializing_if = "Maybe::is_absent")]`.
///
/// ```
/// use tidings::Maybe;
///
/// let note: Maybe<String> = tidings::json::from_slice(b"null")?;
/// assert_eq!(note, Maybe::Null);
/// assert_eq!(Maybe::from("fragile").value(), Some(&"fragile"));
/// # Ok::<(), tidings::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maybe<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether the property is not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Null => serializer.serialize_none(),
            Self::Absent => Err(serde::ser::Error::custom(
                "a value that is absent cannot be written where one must stand",
            )),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Option::deserialize(deserializer)? {
            Some(value) => Self::Value(value),
            None => Self::Null,
        })
    }
}

impl<T: Payload> Payload for Maybe<T> {
    #[inline]
    fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        if let Self::Value(value) = self {
            value.check(path, violations);
        }
    }
}
