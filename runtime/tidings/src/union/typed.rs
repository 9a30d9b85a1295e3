//! Unions whose branches have different JSON types.

use serde::Deserializer;
use serde::de::Error;

use super::{Branch, Source, buffer, chosen};
use crate::json::Scope;

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
    let source = Source::read(deserializer)?;
    let _scope = Scope::join(source.size);
    let branch = branches
        .iter()
        .find(|(json_type, _)| source.is_of(*json_type));
    let Some((_, decode)) = branch else {
        let known: Vec<_> = branches
            .iter()
            .map(|(json_type, _)| buffer::name(*json_type))
            .collect();
        return Err(D::Error::custom(format!(
            "expected {}, found {}",
            known.join(" or "),
            source.type_in_words()
        )));
    };
    chosen(&source, *decode)
}
