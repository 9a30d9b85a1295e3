//! Values that are texts on the wire and more than texts in Rust.

use tidings_check::Format;

/// Why a text, or a value of another library, has no form in a format of JSON Schema.
///
/// ```
/// let invalid = "2026-02-30".parse::<tidings::Date>().unwrap_err();
/// assert_eq!(invalid.to_string(), "it is not a valid date: the month has no such day");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not a valid {}: {reason}", format.name())]
pub struct InvalidFormat {
    format: Format,
    reason: &'static str,
}

impl InvalidFormat {
    /// A reason why something is no text of `format`.
    pub(super) const fn new(format: Format, reason: &'static str) -> Self {
        Self { format, reason }
    }

    /// Whether `text` is one of `format`.
    pub(super) fn check(format: Format, text: &str) -> Result<(), Self> {
        format
            .check(text)
            .map_err(|reason| Self::new(format, reason))
    }
}

/// What every type has in common that is parsed from a text and displays as it: it is read from and written as that.
macro_rules! written_as_text {
    ($($of:ty),+) => {$(
        impl std::fmt::Debug for $of {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, formatter)
            }
        }

        impl TryFrom<&str> for $of {
            type Error = <Self as std::str::FromStr>::Err;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $of {
            type Error = <Self as std::str::FromStr>::Err;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl serde::Serialize for $of {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $of {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::payload::text::Parsed(std::marker::PhantomData))
            }
        }

        impl $crate::Payload for $of {
            /// What is here was checked when it was made.
            #[inline]
            fn check(&self, _: &tidings_check::Path<'_>, _: &mut tidings_check::Violations) {}
        }
    )+};
}

pub(super) use written_as_text;

/// Reads a text and parses it.
pub(super) struct Parsed<T>(pub(super) std::marker::PhantomData<T>);

impl<T: std::str::FromStr<Err: std::fmt::Display>> serde::de::Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
