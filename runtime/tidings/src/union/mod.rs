//! Unions: values that one of several schemas describes.
//!
//! The content of a union is found once, and the branches are read from there: from its text where it is JSON, so that
//! no digit of a number is lost, else from a buffer. A union whose tag comes first needs neither.
//! Errors inside a branch keep their place, so that the error of the whole document points at it.

pub(crate) mod buffer;
mod property;
mod source;
mod tag;
mod trying;
mod typed;

pub use property::by_property;
pub use tag::{Content, JsonTag, Tag, Tagged, tagged};
pub use trying::{Alternatives, OrderedBranch, first_of, in_order, one_of, only_one};
pub use typed::{JsonType, by_type};

use serde::Deserializer;
use serde::de::Error;

use source::Source;

use crate::Payload;
use crate::json::{Raw, Scope, Strict, words};

/// The content of a union, to be decoded as one of its branches.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    raw: &'a Raw<'a>,
}

/// What a branch of a union says about a content that it does not describe; it becomes part of the union's error.
#[derive(Debug)]
pub struct PartError(String);

/// A branch of a union: how it is told, and how it is decoded.
pub type Branch<K, T> = (K, fn(Part<'_>) -> Result<T, PartError>);

/// Decodes `source` as the branch that has been chosen for it.
fn chosen<T, E: Error>(
    source: &Source<'_>,
    decode: fn(Part<'_>) -> Result<T, PartError>,
) -> Result<T, E> {
    decode(source.part()).map_err(|PartError(message)| E::custom(message))
}

/// Names in quotation marks, one after the other.
pub(crate) fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
    names.join(", ")
}

impl Part<'_> {
    /// Decodes the content as one branch.
    ///
    /// # Errors
    ///
    /// The first place that does not fit, in the words of the whole document's error.
    pub fn decode<T: Payload>(self) -> Result<T, PartError> {
        match self.raw {
            Raw::Text(text) => decode(&mut serde_json::Deserializer::from_str(text)),
            Raw::Value(value, _) => decode(value),
        }
    }
}

fn decode<'de, D: Deserializer<'de, Error = serde_json::Error>, T: Payload>(
    deserializer: D,
) -> Result<T, PartError> {
    if !Scope::is_exact() {
        return T::deserialize(Strict(deserializer)).map_err(|error| PartError(error.to_string()));
    }
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(deserializer, &mut track);
    T::deserialize(Strict(tracked)).map_err(|error| {
        let (pointer, message) = words::pointer_and_message(&track.path(), &error);
        PartError(words::placed(&pointer, &message))
    })
}
