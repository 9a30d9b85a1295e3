//! Unions whose branches are told apart by a constant.

use std::fmt::{self, Display};

use serde::Deserializer;
use serde::de::Error;
use serde_json::Value;
use tidings_check::message::Shown;

use super::{Branch, buffer, chosen, properties_of};
use crate::json::{Scope, words};

/// A constant that tells a branch.
pub trait Tag {
    /// Whether `found` is this constant.
    fn is(&self, found: &Value) -> bool;

    /// The constant as errors show it.
    fn shown(&self) -> impl Display;
}

impl Tag for &'static str {
    fn is(&self, found: &Value) -> bool {
        found.as_str() == Some(self)
    }

    fn shown(&self) -> impl Display {
        format!("\"{self}\"")
    }
}

/// A constant that need not be a text, as JSON.
#[derive(Clone, Copy, Debug)]
pub struct JsonTag(pub &'static str);

impl Tag for JsonTag {
    fn is(&self, found: &Value) -> bool {
        serde_json::from_str(self.0).is_ok_and(|tag: Value| buffer::are_same(&tag, found))
    }

    fn shown(&self) -> impl Display {
        self.0
    }
}

/// The tags of `branches`, for an error.
struct Known<'b, K, T>(&'b [Branch<K, T>]);

impl<K: Tag, T> Display for Known<'_, K, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (tag, _)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(formatter, "{separator}{}", tag.shown())?;
        }
        Ok(())
    }
}

/// Decodes a union whose branches are told apart by the constant of the property `tag`.
///
/// # Errors
///
/// Says which tags there are when the content has none of them; else what the branch of the tag says.
pub fn tagged<'de, D: Deserializer<'de>, K: Tag, T>(
    deserializer: D,
    tag: &'static str,
    branches: &[Branch<K, T>],
) -> Result<T, D::Error> {
    let (value, size) = buffer::read(deserializer)?;
    let _scope = Scope::join(size);
    let properties = properties_of::<D::Error>(&value)?;
    let Some(found) = properties.get(tag) else {
        return Err(D::Error::custom(format!(
            "the property \"{tag}\", one of {}, is missing",
            Known(branches)
        )));
    };
    let Some((_, decode)) = branches.iter().find(|(tag, _)| tag.is(found)) else {
        let shown = match found {
            Value::String(text) => Shown::Text(text).to_string(),
            other => buffer::type_of(other).to_owned(),
        };
        let message = format!("{shown} is not one of {}", Known(branches));
        Scope::leave_untold();
        return Err(D::Error::custom(words::placed(&words::step(tag), &message)));
    };
    chosen(&value, *decode)
}
