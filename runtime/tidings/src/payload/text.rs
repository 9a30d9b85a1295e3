//! Values that are texts on the wire and more than texts in Rust.

use tidings_check::Format;
use tidings_check::message::Shown;

use super::secret;

/// Why a text, or a value of another library, has no form in a format of JSON Schema.
///
/// ```
/// let invalid = "2026-02-30".parse::<tidings::Date>().unwrap_err();
/// assert_eq!(invalid.to_string(), "\"2026-02-30\" is not a valid date: the month has no such day");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is not a valid {}: {reason}", shown(text.as_deref()), format.name())]
pub struct InvalidFormat {
    format: Format,
    reason: &'static str,
    /// The beginning of the text, if there is one that may be shown.
    text: Option<Box<str>>,
}

/// More characters of a text are not shown.
const SHOWN: usize = 100;

/// What an error calls a text.
fn shown(text: Option<&str>) -> String {
    text.map_or_else(|| "it".to_owned(), |text| Shown::Text(text).to_string())
}

impl InvalidFormat {
    /// A reason why something is no text of `format`.
    pub(super) const fn new(format: Format, reason: &'static str) -> Self {
        Self {
            format,
            reason,
            text: None,
        }
    }

    /// The same without the text.
    fn unsaid(self) -> Self {
        Self { text: None, ..self }
    }

    /// The same, without the text where a secret is being read.
    pub(crate) fn met_while_reading(self) -> Self {
        match secret::is_read() {
            true => self.unsaid(),
            false => self,
        }
    }

    /// Whether `text` is one of `format`.
    pub(super) fn check(format: Format, text: &str) -> Result<(), Self> {
        format.check(text).map_err(|reason| Self {
            text: Some(text.chars().take(SHOWN).collect()),
            ..Self::new(format, reason)
        })
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

impl<T: std::str::FromStr<Err = InvalidFormat>> serde::de::Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse()
            .map_err(|invalid: InvalidFormat| E::custom(invalid.met_while_reading()))
    }
}
