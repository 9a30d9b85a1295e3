//! Unions: values that one of several schemas describes.
//!
//! A union is read once into a buffer, and the branches are read from there; one whose tag comes first needs none.
//! Errors inside a branch keep their place, so that the error of the whole document points at it.

pub(crate) mod buffer;
mod property;
mod tag;
mod trying;
mod typed;

pub use property::by_property;
pub use tag::{Content, JsonTag, Tag, Tagged, tagged};
pub use trying::{Alternatives, OrderedBranch, first_of, in_order, one_of, only_one};
pub use typed::{JsonType, by_type};

use serde::de::Error;
use serde_json::{Map, Value};

use crate::Payload;
use crate::json::{Scope, Strict, words};

/// The content of a union, to be decoded as one of its branches.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    value: &'a Value,
}

/// What a branch of a union says about a content that it does not describe; it becomes part of the union's error.
#[derive(Debug)]
pub struct PartError(String);

/// A branch of a union: how it is told, and how it is decoded.
pub type Branch<K, T> = (K, fn(Part<'_>) -> Result<T, PartError>);

/// Decodes `value` as the branch that has been chosen for it.
fn chosen<T, E: Error>(
    value: &Value,
    decode: fn(Part<'_>) -> Result<T, PartError>,
) -> Result<T, E> {
    decode(Part { value }).map_err(|PartError(message)| E::custom(message))
}

/// The properties of a content that has to be an object.
fn properties_of<E: Error>(value: &Value) -> Result<&Map<String, Value>, E> {
    value.as_object().ok_or_else(|| {
        let found = buffer::type_of(value);
        E::custom(format!("expected an object, found {found}"))
    })
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
        if !Scope::is_exact() {
            return T::deserialize(Strict(self.value))
                .map_err(|error| PartError(error.to_string()));
        }
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(self.value, &mut track);
        T::deserialize(Strict(tracked)).map_err(|error| {
            let (pointer, message) = words::pointer_and_message(&track.path(), &error);
            PartError(words::placed(&pointer, &message))
        })
    }
}
