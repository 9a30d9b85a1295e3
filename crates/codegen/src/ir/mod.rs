//! Types without names: what the schemas of a contract mean in Rust.
//!
//! Every schema that needs a type of its own is a [`Definition`]; everything else is said where it is used, by
//! [`Usage`]. Names come later, so that they never depend on the order of building.

mod constraints;
mod merge;
mod object;
mod recursion;
mod scalar;
mod schema;
mod union;

pub(crate) use constraints::{Bound, Constraints};
pub(crate) use schema::Builder;
pub(crate) use union::json_type;

use tidings_diag::Location;
use tidings_schema::SchemaId;

/// Index of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub(crate) usize);

/// A type that has a name of its own.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// The name it was given or that its place suggests, most wanted first; never empty.
    pub(crate) names: Vec<String>,
    /// Whether the author named it (`components/schemas`), so that it comes first when names are given out.
    pub(crate) named: bool,
    /// Where its schema stands.
    pub(crate) location: Location,
    /// What its documentation says.
    pub(crate) docs: Docs,
    /// What it is.
    pub(crate) shape: Shape,
}

/// What documentation is made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Docs {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) examples: Vec<String>,
    pub(crate) deprecated: bool,
}

/// What a definition is.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// Still being built: somebody refers to it from inside itself.
    Pending,
    /// An object with declared properties.
    Struct(Struct),
    /// One of several texts.
    Text(Vec<String>),
    /// A named scalar, array, map or free value, with its constraints.
    Newtype(Usage),
    /// One of several types.
    Union(Union),
}

/// An object with declared properties, in document order.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    pub(crate) fields: Vec<Field>,
    pub(crate) additional: AdditionalFields,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
}

/// What a struct does with properties that it does not declare.
#[derive(Clone, Debug)]
pub(crate) enum AdditionalFields {
    /// They are allowed and dropped.
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
    pub(crate) sensitive: bool,
    pub(crate) docs: Docs,
}

/// How a type is used at one place.
#[derive(Clone, Debug)]
pub(crate) struct Usage {
    pub(crate) kind: Kind,
    /// Whether `null` is allowed as well.
    pub(crate) nullable: bool,
    /// Whether the value stands in a box, because its type contains itself.
    pub(crate) boxed: bool,
    /// What holds for the value beyond its type.
    pub(crate) constraints: Constraints,
}

/// A type in use.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Any JSON value.
    Free,
    /// Nothing but `null`.
    Null,
    Bool,
    Integer(Integer),
    Number,
    Text,
    DateTime,
    List(Box<Usage>),
    Map(Box<Usage>),
    /// A type with a name.
    Defined(TypeId),
}

/// The machine types of whole numbers; bounds and formats choose among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integer {
    I32,
    U32,
    I64,
    U64,
}

/// One of several types.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) told_by: ToldBy,
    pub(crate) variants: Vec<Variant>,
}

/// How the variants of a union are told apart.
#[derive(Clone, Debug)]
pub(crate) enum ToldBy {
    /// By the constant text of this property.
    Tag(String),
    /// By the JSON type.
    JsonType,
    /// By trying: exactly one must fit.
    Trying,
}

/// One of the types of a union.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// What its place suggests as a name.
    pub(crate) name: String,
    /// The constant text of the tag.
    pub(crate) tag: Option<String>,
    pub(crate) usage: Usage,
}

impl Usage {
    /// A plain value of `kind`.
    pub(crate) fn of(kind: Kind) -> Self {
        Self {
            kind,
            nullable: false,
            boxed: false,
            constraints: Constraints::default(),
        }
    }

    /// Whether it is nothing but the type with a name.
    pub(crate) fn defined(&self) -> Option<TypeId> {
        match self.kind {
            Kind::Defined(id) => Some(id),
            _ => None,
        }
    }
}

/// The types of a contract.
#[derive(Clone, Debug, Default)]
pub(crate) struct Types {
    pub(crate) definitions: Vec<Definition>,
    /// The type of each schema that was asked for.
    pub(crate) usages: std::collections::HashMap<SchemaId, Usage>,
}

impl Types {
    /// The definition `id`.
    pub(crate) fn get(&self, id: TypeId) -> &Definition {
        &self.definitions[id.0]
    }
}
