//! The graph: every schema of Avro by number.

use std::collections::HashSet;
use std::fmt;

use tidings_diag::Location;

use super::AvroLogical;
use crate::Literal;

/// Index of a schema in its [`AvroGraph`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AvroId(pub(super) u32);

/// Every schema of Avro of a contract; types contain themselves where the document says so.
#[derive(Clone, Debug, Default)]
pub struct AvroGraph {
    pub(super) schemas: Vec<AvroSchema>,
}

impl AvroGraph {
    /// The schema `id`.
    ///
    /// # Panics
    ///
    /// When `id` belongs to another, larger graph.
    pub fn get(&self, id: AvroId) -> &AvroSchema {
        &self.schemas[id.0 as usize]
    }

    /// Every schema that data of the schema `id` is made of, itself first.
    pub fn reached(&self, id: AvroId) -> Vec<AvroId> {
        let mut reached = vec![id];
        let mut seen = HashSet::from([id]);
        let mut next = 0;
        while let Some(&id) = reached.get(next) {
            next += 1;
            let parts: Vec<AvroId> = match &self.get(id).kind {
                AvroKind::Array(part) | AvroKind::Map(part) => vec![*part],
                AvroKind::Union(branches) => branches.clone(),
                AvroKind::Record(record) => {
                    let fields = record.fields.iter();
                    fields.map(|field| field.schema).collect()
                }
                _ => Vec::new(),
            };
            reached.extend(parts.into_iter().filter(|part| seen.insert(*part)));
        }
        reached
    }

    /// How many schemas there are.
    pub fn len(&self) -> usize {
        self.schemas.len()
    }

    /// Whether there is no schema.
    pub fn is_empty(&self) -> bool {
        self.schemas.is_empty()
    }
}

/// One schema where it is defined.
#[derive(Clone, Debug)]
pub struct AvroSchema {
    /// The schema, its position and pointer.
    pub location: Location,
    /// What it is.
    pub kind: AvroKind,
    /// `logicalType`, where it has a meaning for this type.
    pub logical: Option<AvroLogical>,
    /// `doc`.
    pub doc: Option<String>,
}

/// The types of Avro (Avro 1.12, "Schema Declaration").
#[derive(Clone, Debug)]
pub enum AvroKind {
    /// What could not be read, which has a finding; every value counts as fitting.
    Unknown,
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `int`, 32 bits.
    Int,
    /// `long`, 64 bits.
    Long,
    /// `float`.
    Float,
    /// `double`.
    Double,
    /// `bytes`.
    Bytes,
    /// `string`.
    String,
    /// `array` with its `items`.
    Array(AvroId),
    /// `map` with its `values`.
    Map(AvroId),
    /// A union with its branches, none of which is a union.
    Union(Vec<AvroId>),
    /// `fixed`.
    Fixed(AvroFixed),
    /// `enum`.
    Enum(AvroEnum),
    /// `record` or `error`.
    Record(AvroRecord),
}

/// The full name of a record, enum or fixed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AvroName {
    /// The namespace without the last dot; empty for the null namespace.
    pub namespace: String,
    /// The name alone.
    pub name: String,
}

impl fmt::Display for AvroName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.namespace.is_empty() {
            write!(formatter, "{}.", self.namespace)?;
        }
        formatter.write_str(&self.name)
    }
}

/// Bytes of a length that is known.
#[derive(Clone, Debug)]
pub struct AvroFixed {
    /// Full name.
    pub name: AvroName,
    /// Full names that it had before.
    pub aliases: Vec<AvroName>,
    /// How many bytes.
    pub size: u64,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct AvroEnum {
    /// Full name.
    pub name: AvroName,
    /// Full names that it had before.
    pub aliases: Vec<AvroName>,
    /// The symbols, in document order.
    pub symbols: Vec<String>,
    /// What a reader takes for a symbol it does not know.
    pub default: Option<String>,
}

/// A record.
#[derive(Clone, Debug)]
pub struct AvroRecord {
    /// Full name.
    pub name: AvroName,
    /// Full names that it had before.
    pub aliases: Vec<AvroName>,
    /// Whether it is declared as `error`.
    pub is_error: bool,
    /// The fields, in document order, which is the order on the wire.
    pub fields: Vec<AvroField>,
}

/// A field of a record.
#[derive(Clone, Debug)]
pub struct AvroField {
    /// The field, its position and pointer.
    pub location: Location,
    /// Name.
    pub name: String,
    /// Names that it had before.
    pub aliases: Vec<String>,
    /// `doc`.
    pub doc: Option<String>,
    /// Type.
    pub schema: AvroId,
    /// `default`.
    pub default: Option<Literal>,
    /// `order`.
    pub order: AvroOrder,
    /// Whether values must not be shown, in messages or logs: `x-sensitive: true` at the field or at its type.
    pub is_sensitive: bool,
}

/// How values of a field are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AvroOrder {
    /// From small to large.
    #[default]
    Ascending,
    /// From large to small.
    Descending,
    /// Not at all.
    Ignore,
}

impl AvroKind {
    /// The name of a primitive type as a type.
    pub(super) fn primitive(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "int" => Self::Int,
            "long" => Self::Long,
            "float" => Self::Float,
            "double" => Self::Double,
            "bytes" => Self::Bytes,
            "string" => Self::String,
            _ => return None,
        })
    }

    /// The word that the specification uses for the type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
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
            Self::Fixed(_) => "fixed",
            Self::Enum(_) => "enum",
            Self::Record(record) if record.is_error => "error",
            Self::Record(_) => "record",
        }
    }

    /// The full name of a type that has one.
    pub fn name(&self) -> Option<&AvroName> {
        match self {
            Self::Fixed(fixed) => Some(&fixed.name),
            Self::Enum(enumeration) => Some(&enumeration.name),
            Self::Record(record) => Some(&record.name),
            _ => None,
        }
    }
}
