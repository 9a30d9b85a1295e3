//! Types without names: what the schemas of a contract mean in Rust.
//!
//! Every schema that needs a type of its own is a [`Definition`]; everything else is said where it is used, by
//! [`Usage`]. Names are given out later, so that they do not depend on the order of building.
//!
//! `merge` brings together what several schemas demand of one value, `choices` does away with alternatives that need
//! no union, `shape` decides which type the demands come to, `builder` does so for every schema once that `entry` is asked for, `recursion`
//! finds where a type contains itself, and `traits` what each type can derive.

mod avro;
mod builder;
mod choices;
mod conditional;
mod constant;
mod constraints;
mod decisions;
mod demand;
mod entry;
mod exact;
mod exclusion;
mod fallible;
mod heirs;
mod merge;
mod merged;
mod nullable;
mod object;
mod overlap;
mod patterns;
mod place;
mod protobuf;
mod recursion;
mod refusal;
mod residual;
mod root;
mod scalar;
mod shape;
mod straight;
mod tags;
mod traits;
mod tried;
mod tuple;
mod types;
mod unevaluated;
mod union;
mod usage;
mod xml;

pub(crate) use avro::{AvroDefinition, endless_in_avro};
pub(crate) use builder::Builder;
pub(crate) use constant::Constant;
pub(crate) use constraints::{Bound, Constraints, PropertyRule};
pub(crate) use decisions::{CONFIGURATION, Decided};
pub(crate) use demand::{Demand, ObjectDemand};
pub(crate) use protobuf::{ProtobufSource, is_optional};
pub(crate) use residual::Residual;
pub(crate) use straight::Condition;
pub(crate) use traits::Traits;
pub(crate) use types::Types;
pub(crate) use usage::{Formatted, Integer, Kind, Usage};
pub(crate) use xml::{XmlContent, XmlElement, XmlNode};

use std::collections::BTreeMap;

use tidings_diag::Location;
use tidings_schema::{Literal, Sparse};

use crate::settings::RustName;

/// Index of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub(crate) usize);

/// A type that has a name of its own.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// The names that are wanted for it, the most wanted first; never empty.
    pub(crate) names: Vec<String>,
    /// Whether its author named it, so that it comes first when names are given out.
    pub(crate) named: bool,
    /// Where its schema stands.
    pub(crate) location: Location,
    /// What its documentation says.
    pub(crate) docs: Docs,
    /// What it is.
    pub(crate) shape: Shape,
    /// What the embedded validator checks of the whole value.
    pub(crate) residual: Vec<Residual>,
}

/// What documentation is made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Docs {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) default: Option<String>,
    pub(crate) examples: Vec<Example>,
    pub(crate) deprecated: bool,
    /// What is said of single values of an enumeration, by the value.
    pub(crate) values: Vec<(String, Docs)>,
}

/// A value that the contract shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Example {
    pub(crate) value: Literal,
    /// Whether it is valid where it stands, so that it can be shown to others.
    pub(crate) is_valid: bool,
}

/// What a definition is.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// An object with declared properties.
    Struct(Struct),
    /// One of several texts, each once.
    Text(Vec<String>),
    /// An array whose items differ by position.
    Tuple(Tuple),
    /// One of several arrays and objects, as JSON.
    Constants(Vec<String>),
    /// A named scalar, list or map, with its constraints.
    Newtype(Usage),
    /// Another name for something else.
    Alias(Usage),
    /// One of several types.
    Union(Union),
}

impl Shape {
    /// The types it is made of.
    pub(crate) fn usages(&self) -> Vec<&Usage> {
        let mut usages = self.direct();
        match self {
            Self::Struct(structure) => usages.extend(structure.undeclared()),
            Self::Tuple(tuple) => usages.extend(tuple.rest.as_deref()),
            _ => {}
        }
        usages
    }

    /// The types of the values that lie in a value itself, and not in a list or map that it has for what more there is.
    fn direct(&self) -> Vec<&Usage> {
        match self {
            Self::Struct(structure) => structure.fields.iter().map(|one| &one.usage).collect(),
            Self::Newtype(inner) | Self::Alias(inner) => vec![inner],
            Self::Union(union) => union.variants.iter().map(|one| &one.usage).collect(),
            Self::Tuple(tuple) => tuple.items.iter().map(|one| &one.usage).collect(),
            Self::Text(_) | Self::Constants(_) => Vec::new(),
        }
    }
}

/// An object with declared properties, in document order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Struct {
    pub(crate) fields: Vec<Field>,
    /// Properties by the look of their names; no name matches two of the patterns.
    pub(crate) patterned: Vec<PatternFields>,
    /// The properties that are neither declared nor match a pattern.
    pub(crate) additional: AdditionalFields,
    /// Names of fields that the project has given, by the names of the properties.
    pub(crate) names: BTreeMap<String, RustName>,
    /// Of the number of properties, and of the names of those that are not declared.
    pub(crate) constraints: Sparse<Constraints>,
}

impl Struct {
    /// The types of the properties that it keeps without declaring them, a map each.
    pub(crate) fn undeclared(&self) -> impl Iterator<Item = &Usage> {
        let kept = match &self.additional {
            AdditionalFields::Kept(usage) => Some(&**usage),
            AdditionalFields::Ignored | AdditionalFields::Denied => None,
        };
        self.patterned.iter().map(|one| &one.usage).chain(kept)
    }
}

/// Properties whose names match a pattern.
#[derive(Clone, Debug)]
pub(crate) struct PatternFields {
    /// The pattern, of ECMA-262.
    pub(crate) pattern: String,
    /// The name that is wanted for the map that holds them.
    pub(crate) name: String,
    pub(crate) usage: Usage,
    pub(crate) docs: Docs,
}

/// An array whose items differ by position.
#[derive(Clone, Debug)]
pub(crate) struct Tuple {
    /// The items that have schemas of their own; what may be absent stands behind what may not.
    pub(crate) items: Vec<Field>,
    /// What further items are, if there may be any.
    pub(crate) rest: Option<Box<Usage>>,
    /// Of the number of items.
    pub(crate) constraints: Sparse<Constraints>,
}

/// What a struct does with properties that it does not declare.
#[derive(Clone, Debug, Default)]
pub(crate) enum AdditionalFields {
    /// They are allowed and dropped.
    #[default]
    Ignored,
    /// They are refused.
    Denied,
    /// They are kept.
    Kept(Box<Usage>),
}

/// A declared property.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) usage: Usage,
    pub(crate) required: bool,
    /// Whether the value is never to be shown.
    pub(crate) sensitive: bool,
    /// Whether it tells of which variant of a union the value is, so that a constant is written although it may be absent.
    pub(crate) tells: bool,
    pub(crate) docs: Docs,
}

/// One of several types.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) told_by: ToldBy,
    pub(crate) variants: Vec<Variant>,
}

/// How the variants of a union are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ToldBy {
    /// By the constant text of this property.
    Tag(String),
    /// By the constant of this property, which is not always a text.
    JsonTag(String),
    /// By the JSON type.
    JsonType,
    /// By a property that no other variant allows.
    Property,
    /// By trying: at most one fits.
    Fitting,
    /// By trying: several may fit, and then none is allowed.
    OnlyFitting,
    /// By trying in order: several may fit, and one that declares every property comes first.
    Order,
}

/// One of the types of a union.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// What its place suggests as a name.
    pub(crate) name: String,
    /// The constants of the tag, the names of the JSON types or the property that tell it, or its name in errors.
    pub(crate) told: Vec<String>,
    pub(crate) usage: Usage,
}
