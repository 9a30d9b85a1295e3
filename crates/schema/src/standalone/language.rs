//! What a schema is written in.

use crate::Dialect;

/// A language of schemas, as options and lines of a batch name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// JSON Schema, in one of its dialects.
    JsonSchema(Dialect),
    /// Apache Avro.
    Avro,
    /// Protocol Buffers.
    Protobuf,
}

/// The numbers by which drafts are called for short.
const SHORT: [(&str, Dialect); 4] = [
    ("4", Dialect::Draft4),
    ("6", Dialect::Draft6),
    ("7", Dialect::Draft7),
    ("openapi3", Dialect::OpenApi30),
];

impl Language {
    /// Every language.
    pub fn all() -> impl Iterator<Item = Self> {
        let dialects = Dialect::ALL.into_iter().map(Self::JsonSchema);
        dialects.chain([Self::Avro, Self::Protobuf])
    }

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonSchema(dialect) => dialect.name(),
            Self::Avro => "avro",
            Self::Protobuf => "protobuf",
        }
    }

    /// A shorter name, where there is one.
    pub fn short_name(self) -> Option<&'static str> {
        let mut short = SHORT.into_iter();
        let (name, _) = short.find(|(_, dialect)| self == Self::JsonSchema(*dialect))?;
        Some(name)
    }

    /// The name in messages.
    pub fn described(self) -> &'static str {
        match self {
            Self::JsonSchema(dialect) => dialect.described(),
            Self::Avro => "Apache Avro",
            Self::Protobuf => "Protocol Buffers",
        }
    }

    /// The language of this name, long or short.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|language| language.name() == name || language.short_name() == Some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for language in Language::all() {
            assert_eq!(Language::named(language.name()), Some(language));
            if let Some(short) = language.short_name() {
                assert_eq!(Language::named(short), Some(language));
            }
        }
        for name in ["4", "6", "7", "2019-09", "2020-12", "openapi3"] {
            assert!(
                matches!(Language::named(name), Some(Language::JsonSchema(_))),
                "{name}"
            );
        }
        assert_eq!(Language::named("draft-99"), None);
    }
}
