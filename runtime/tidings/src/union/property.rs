//! Unions whose branches are told apart by the name of a property.

use serde::Deserializer;
use serde::de::Error;

use super::{Branch, Source, chosen, listed};
use crate::json::Scope;

/// Decodes a union each branch of which requires a property that no other branch allows.
///
/// # Errors
///
/// Says which properties these are when the content has none of them; else what the branch of the property says.
pub fn by_property<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    branches: &[Branch<&'static str, T>],
) -> Result<T, D::Error> {
    let source = Source::read(deserializer)?;
    let _scope = Scope::join(source.size);
    let names = source.names::<D::Error>()?;
    let Some((_, decode)) = branches.iter().find(|(name, _)| names.contains(*name)) else {
        return Err(D::Error::custom(format!(
            "one of the properties {} is missing",
            listed(branches.iter().map(|(name, _)| *name))
        )));
    };
    chosen(&source, *decode)
}
