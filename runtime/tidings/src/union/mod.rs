//! Unions: values that one of several schemas describes.
//!
//! A union is read once into a buffer, and the branches are read from there.
//! Errors inside a branch keep their place, so that the error of the whole document points at it.

pub(crate) mod buffer;

use std::sync::Arc;

use serde::Deserializer;
use serde::de::Error as _;
use serde_json::Value;
use tidings_check::message::Shown;

use crate::Payload;
use crate::json::{self, Problems, Scope, Strict, words};

/// The content of a union, to be decoded as one of its branches.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    value: &'a Value,
    checked: bool,
}

/// What a branch of a union says about a content that it does not describe; it becomes part of the union's error.
#[derive(Debug)]
pub struct PartError(String);

/// A branch of a union: how it is told, and how it is decoded.
pub type Branch<K, T> = (K, fn(Part<'_>) -> Result<T, PartError>);

impl Part<'_> {
    /// Decodes the content as one branch.
    ///
    /// # Errors
    ///
    /// The first place that does not fit, in the words of the whole document's error.
    pub fn decode<T: Payload>(self) -> Result<T, PartError> {
        let value = self.read()?;
        if self.checked {
            json::check_read(&value, || Some(Arc::new(self.value.clone())))
                .map_err(|problems| PartError(first(&problems)))?;
        }
        Ok(value)
    }

    fn read<T: Payload>(self) -> Result<T, PartError> {
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

fn first(problems: &Problems) -> String {
    let violation = problems.first();
    words::placed(&violation.pointer, &violation.message)
}

/// Decodes a union whose branches are told apart by the constant text of the property `tag`.
///
/// # Errors
///
/// Says which tags there are when the content has none of them; else what the branch of the tag says.
pub fn tagged<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    tag: &'static str,
    branches: &[Branch<&'static str, T>],
) -> Result<T, D::Error> {
    let (value, size) = buffer::read(deserializer)?;
    let _scope = Scope::join(size);
    let known = || {
        let tags: Vec<_> = branches
            .iter()
            .map(|(tag, _)| format!("\"{tag}\""))
            .collect();
        tags.join(", ")
    };
    let Value::Object(properties) = &value else {
        let found = buffer::type_of(&value);
        return Err(D::Error::custom(format!(
            "expected an object, found {found}"
        )));
    };
    let Some(found) = properties.get(tag) else {
        return Err(D::Error::custom(format!(
            "the property \"{tag}\", one of {}, is missing",
            known()
        )));
    };
    let branch = found
        .as_str()
        .and_then(|found| branches.iter().find(|(tag, _)| *tag == found));
    let Some((_, decode)) = branch else {
        let shown = match found {
            Value::String(text) => Shown::Text(text).to_string(),
            other => buffer::type_of(other).to_owned(),
        };
        let place = format!("/{}", tag.replace('~', "~0").replace('/', "~1"));
        let message = format!("{shown} is not one of {}", known());
        return Err(D::Error::custom(words::placed(&place, &message)));
    };
    let part = Part {
        value: &value,
        checked: false,
    };
    decode(part).map_err(|PartError(message)| D::Error::custom(message))
}

/// Decodes a union of which exactly one branch must describe the content, its constraints included.
///
/// # Errors
///
/// Says why each branch does not describe the content, or which of them do although only one may.
pub fn one_of<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    branches: &[Branch<&'static str, T>],
) -> Result<T, D::Error> {
    let (value, size) = buffer::read(deserializer)?;
    let _scope = Scope::join(size);
    let mut matching: Option<(&str, T)> = None;
    let mut refusals = Vec::new();
    for (name, decode) in branches {
        if !Scope::spend(size) {
            return Err(D::Error::custom(
                "alternatives are nested too deeply to be told apart",
            ));
        }
        let part = Part {
            value: &value,
            checked: true,
        };
        match (decode(part), &matching) {
            (Ok(value), None) => matching = Some((name, value)),
            (Ok(_), Some((other, _))) => {
                return Err(D::Error::custom(format!(
                    "matches both {other} and {name}, and only one is allowed"
                )));
            }
            (Err(PartError(message)), _) => refusals.push((name, message)),
        }
    }
    match matching {
        Some((_, value)) => Ok(value),
        None => {
            let reasons: Vec<_> = refusals
                .iter()
                .map(|(name, message)| format!("{name} ({})", words::inline(message)))
                .collect();
            Err(D::Error::custom(format!(
                "matches none of {}",
                reasons.join(", ")
            )))
        }
    }
}

/// The types of JSON, as unions tell branches apart by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonType {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction; where a union has no branch for it, [`JsonType::Number`] takes it.
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// Decodes a union whose branches have different JSON types.
///
/// # Errors
///
/// Says which types there are when the content has none of them; else what the branch of the type says.
pub fn by_type<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    branches: &[Branch<JsonType, T>],
) -> Result<T, D::Error> {
    let (value, size) = buffer::read(deserializer)?;
    let _scope = Scope::join(size);
    let branch = branches
        .iter()
        .find(|(json_type, _)| buffer::is_of(&value, *json_type));
    let Some((_, decode)) = branch else {
        let known: Vec<_> = branches
            .iter()
            .map(|(json_type, _)| buffer::name(*json_type))
            .collect();
        return Err(D::Error::custom(format!(
            "expected {}, found {}",
            known.join(" or "),
            buffer::type_of(&value)
        )));
    };
    let part = Part {
        value: &value,
        checked: false,
    };
    decode(part).map_err(|PartError(message)| D::Error::custom(message))
}
