//! Choices of the libraries that the command line and `tidings.toml` offer in the same words.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use tidings_diff::{Policy, Reading};

/// One of several values that have names.
pub(crate) trait Choice: Copy + Send + Sync + 'static {
    /// What such a value is called in schemas.
    #[cfg(test)]
    const CALLED: &'static str;
    /// What is chosen, in a sentence of schemas.
    #[cfg(test)]
    const ABOUT: &'static str;
    /// Every value.
    const ALL: &'static [Self];

    /// The name by which it is chosen.
    fn name(self) -> &'static str;

    /// What it means, in words that follow its name.
    fn meaning(self) -> &'static str;
}

impl Choice for Policy {
    #[cfg(test)]
    const CALLED: &'static str = "Policy";
    #[cfg(test)]
    const ABOUT: &'static str = "Which direction a change must not break.";
    const ALL: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.name()
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Roles => "what is received stays accepted, what is sent stays understood",
            Self::Backward => "the revision accepts whatever the base allows",
            Self::Forward => "the base accepts whatever the revision allows",
            Self::Full => "both",
            Self::BackwardTransitive => "as backward, from every version of a history",
            Self::ForwardTransitive => "as forward, to every version of a history",
            Self::FullTransitive => "both, with every version of a history",
        }
    }
}

impl Choice for Reading {
    #[cfg(test)]
    const CALLED: &'static str = "Reading";
    #[cfg(test)]
    const ABOUT: &'static str = "How literally schemas are read.";
    const ALL: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.name()
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Events => "writers emit what they declare; readers accept what they accept",
            Self::Lenient => "the same, and readers ignore names that they do not know",
            Self::Strict => "everything that a schema accepts is emitted",
            Self::Confluent => "as the registry decides for JSON Schema",
            Self::ConfluentLenient => "as the registry decides with its lenient policy",
        }
    }
}

/// The value of this name.
fn named<T: Choice>(name: &str) -> Option<T> {
    T::ALL.iter().copied().find(|value| value.name() == name)
}

/// Takes the name of a value on the command line.
pub(crate) fn parser<T: Choice>() -> impl TypedValueParser<Value = T> {
    let values = T::ALL.iter();
    let described = values.map(|value| PossibleValue::new(value.name()).help(value.meaning()));
    PossibleValuesParser::new(described)
        .map(|name| named(&name).expect("invariant: only names of values are possible"))
}

/// A value that a configuration names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen<T>(pub(crate) T);

impl<'de, T: Choice> Deserialize<'de> for Chosen<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        named(&name).map(Self).ok_or_else(|| {
            let names: Vec<&str> = T::ALL.iter().map(|value| value.name()).collect();
            let names = names.join("`, `");
            // As serde says it of enums, so that mistakes are told alike.
            D::Error::custom(format!(
                "unknown variant `{name}`, expected one of `{names}`"
            ))
        })
    }
}

#[cfg(test)]
impl<T: Choice> schemars::JsonSchema for Chosen<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::CALLED.into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let values = T::ALL.iter().map(|value| {
            serde_json::json!({
                "description": value.meaning(),
                "type": "string",
                "const": value.name(),
            })
        });
        schemars::json_schema!({
            "description": T::ABOUT,
            "oneOf": values.collect::<Vec<_>>(),
        })
    }
}
