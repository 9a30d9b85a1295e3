//! Schemas as they come at run time: from a registry, or out of generated code.

mod parse;

use std::fmt;

/// A schema of Avro.
///
/// ```
/// let schema = tidings::avro::Schema::parse(r#"{"type": "array", "items": "long"}"#)?;
/// # Ok::<(), tidings::avro::InvalidSchema>(())
/// ```
#[derive(Clone, Debug)]
pub struct Schema {
    types: Vec<Type>,
    root: usize,
}

/// Why a text is no schema of Avro.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("is no schema of Avro: {reason}")]
pub struct InvalidSchema {
    reason: String,
}

impl fmt::Debug for InvalidSchema {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "InvalidSchema({})", self.reason)
    }
}

/// A type by its place in [`Schema::types`]; types contain each other.
#[derive(Clone, Debug)]
pub(super) enum Type {
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
    Array(usize),
    Map(usize),
    Union(Vec<usize>),
    Fixed {
        names: Names,
        size: usize,
    },
    Enum {
        names: Names,
        symbols: Vec<String>,
        default: Option<String>,
    },
    Record {
        names: Names,
        fields: Vec<Field>,
    },
}

/// The names of a type: its own and those that it had.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
}

/// A field of a record.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) of: usize,
    pub(super) default: Option<serde_json::Value>,
}

impl Schema {
    /// Reads a schema that is written as JSON.
    ///
    /// # Errors
    ///
    /// It is no JSON, or no schema.
    pub fn parse(text: &str) -> Result<Self, InvalidSchema> {
        parse::parse(text)
    }

    pub(super) fn root(&self) -> &Type {
        self.get(self.root)
    }

    pub(super) fn get(&self, place: usize) -> &Type {
        &self.types[place]
    }
}

impl Type {
    /// What the specification calls it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Int => "int",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::Bytes => "bytes",
            Self::String => "string",
            Self::Array(_) => "array",
            Self::Map(_) => "map",
            Self::Union(_) => "union",
            Self::Fixed { .. } => "fixed",
            Self::Enum { .. } => "enum",
            Self::Record { .. } => "record",
        }
    }
}

impl Names {
    /// Whether a writer's type of the name `written` is this one (Avro 1.12, "Schema Resolution": names are compared
    /// without their namespaces, and aliases of the reader stand for its name).
    pub(super) fn stands_for(&self, written: &str) -> bool {
        let unqualified = |name: &str| name.rsplit('.').next().map(str::to_owned);
        unqualified(&self.name) == unqualified(written)
            || self.aliases.iter().any(|alias| alias == written)
    }
}
