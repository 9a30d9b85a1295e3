//! The type of what must not be there.

use std::convert::Infallible;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use tidings_check::{Path, Violations};

use super::Payload;

/// A value that does not exist: the schema `false` describes none.
///
/// An optional property of this type is always absent, and a list of it is empty.
///
/// ```
/// let none = tidings::json::from_slice::<Vec<tidings::Never>>(b"[]").unwrap();
/// assert!(none.is_empty());
/// let error = tidings::json::from_slice::<Vec<tidings::Never>>(b"[1]").unwrap_err();
/// assert_eq!(error.to_string(), "/0: no value is allowed here");
/// ```
///
/// That it has no values is not to be seen from outside, because the compiler would warn of every call that gives one:
/// generated code is written alike for all types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Never(Infallible);

impl Never {
    /// Anything at all, which follows from a value that does not exist.
    pub fn into_any<T>(self) -> T {
        match self.0 {}
    }
}

impl Payload for Never {
    fn check(&self, _: &Path<'_>, _: &mut Violations) {
        self.into_any()
    }
}

impl Serialize for Never {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        self.into_any()
    }
}

impl<'de> Deserialize<'de> for Never {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        de::IgnoredAny::deserialize(deserializer)?;
        Err(de::Error::custom("no value is allowed here"))
    }
}
