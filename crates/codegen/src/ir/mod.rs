//! Types without names: what the schemas of a contract mean in Rust.
//!
//! Every schema that needs a type of its own is a [`Definition`]; everything else is said where it is used, by
//! [`Usage`]. Names are given out later, so that they do not depend on the order of building.
//!
//! `merge` brings together what several schemas demand of one value, `choices` does away with alternatives that need
//! no union, `shape` decides which type the demands come to, `builder` does so for every schema once, `recursion`
//! finds where a type contains itself, and `traits` what each type can derive.

mod avro;
mod builder;
mod choices;
mod conditional;
mod constraints;
mod decisions;
mod exclusion;
mod merge;
mod object;
mod ordered;
mod overlap;
mod place;
mod protobuf;
mod recursion;
mod refusal;
mod residual;
mod root;
mod scalar;
mod shape;
mod tags;
mod traits;
mod tuple;
mod unevaluated;
mod union;
mod xml;

pub(crate) use avro::AvroDefinition;
pub(crate) use builder::Builder;
pub(crate) use constraints::{Bound, Constraints, PropertyRule};
pub(crate) use decisions::Decided;
pub(crate) use protobuf::{ProtobufSource, is_optional};
pub(crate) use residual::Residual;
pub(crate) use traits::Traits;
pub(crate) use xml::{XmlContent, XmlElement, XmlNode};

use std::collections::{BTreeMap, HashMap, HashSet};

use tidings_diag::Location;

use crate::Coverage;
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
    pub(crate) examples: Vec<String>,
    pub(crate) deprecated: bool,
    /// What is said of single values of an enumeration, by the value.
    pub(crate) values: Vec<(String, Docs)>,
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
    fn usages(&self) -> Vec<&Usage> {
        match self {
            Self::Struct(structure) => {
                let fields = structure.fields.iter().map(|field| &field.usage);
                let kept = match &structure.additional {
                    AdditionalFields::Kept(usage) => Some(&**usage),
                    AdditionalFields::Ignored | AdditionalFields::Denied => None,
                };
                fields.chain(kept).collect()
            }
            Self::Newtype(inner) | Self::Alias(inner) => vec![inner],
            Self::Union(union) => union.variants.iter().map(|one| &one.usage).collect(),
            Self::Tuple(tuple) => {
                let items = tuple.items.iter().map(|item| &item.usage);
                items.chain(tuple.rest.as_deref()).collect()
            }
            Self::Text(_) | Self::Constants(_) => Vec::new(),
        }
    }
}

/// An object with declared properties, in document order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Struct {
    pub(crate) fields: Vec<Field>,
    pub(crate) additional: AdditionalFields,
    /// Names of fields that the project has given, by the names of the properties.
    pub(crate) names: BTreeMap<String, RustName>,
    /// Of the number of properties, and of the names of those that are not declared.
    pub(crate) constraints: Constraints,
}

/// An array whose items differ by position.
#[derive(Clone, Debug)]
pub(crate) struct Tuple {
    /// The items that have schemas of their own; what may be absent stands behind what may not.
    pub(crate) items: Vec<Field>,
    /// What further items are, if there may be any.
    pub(crate) rest: Option<Box<Usage>>,
    /// Of the number of items.
    pub(crate) constraints: Constraints,
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
    pub(crate) docs: Docs,
}

/// How a type is used at one place.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Any JSON value, null included.
    Free,
    /// No value at all: what the schema `false` leaves.
    Never,
    /// Nothing but `null`.
    Null,
    Bool,
    Integer(Integer),
    Number,
    Text,
    DateTime,
    /// A type that is there already, by its path; nothing is checked of it.
    Ready(String),
    List(Box<Usage>),
    Map(Box<Usage>),
    /// A type with a name.
    Defined(TypeId),
    /// A type that somebody else has written, by its path.
    Foreign(String),
}

/// The machine types of whole numbers; bounds and formats choose among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integer {
    I8,
    I16,
    I32,
    I64,
    I128,
    U8,
    U16,
    U32,
    U64,
    U128,
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

/// The types of a contract.
#[derive(Clone, Debug, Default)]
pub(crate) struct Types {
    pub(crate) definitions: Vec<Definition>,
    /// What the project has decided about each, once all are built.
    pub(crate) decided: Vec<Decided>,
    /// How much of what the schemas say the definitions say.
    pub(crate) coverage: Coverage,
    /// What is true of each, once all are built.
    pub(crate) traits: Vec<Traits>,
    /// The definitions that are written in Avro's binary encoding.
    pub(crate) avro: Vec<AvroDefinition>,
    /// The definitions that are made of Protocol Buffers.
    pub(crate) protobuf: HashMap<TypeId, ProtobufSource>,
}

impl Kind {
    /// Whether values are floats, which are not equal to themselves in every case.
    pub(crate) fn is_float(&self) -> bool {
        match self {
            Self::Number => true,
            Self::Ready(path) => path == "f32" || path == "f64",
            _ => false,
        }
    }
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

    /// The same, and `null` as well if `nullable`.
    pub(crate) fn or_null(mut self, nullable: bool) -> Self {
        self.nullable |= nullable && !matches!(self.kind, Kind::Free | Kind::Null);
        self
    }

    /// Whether something about it is checked that no type of its own checks.
    pub(crate) fn is_constrained(&self) -> bool {
        let free = Constraints {
            sensitive: self.constraints.sensitive,
            ..Constraints::default()
        };
        self.constraints != free
            || match &self.kind {
                Kind::List(inner) | Kind::Map(inner) => inner.is_constrained(),
                _ => false,
            }
    }

    /// Whether something about it is left to the validator that the runtime embeds.
    pub(crate) fn needs_residual(&self) -> bool {
        !self.constraints.residual.is_empty()
            || match &self.kind {
                Kind::List(inner) | Kind::Map(inner) => inner.needs_residual(),
                _ => false,
            }
    }

    /// The definition, where the usage is nothing but one.
    pub(crate) fn defined(&self) -> Option<TypeId> {
        match self.kind {
            Kind::Defined(id) if !self.nullable => Some(id),
            _ => None,
        }
    }
}

impl Types {
    /// The definition `id`.
    pub(crate) fn get(&self, id: TypeId) -> &Definition {
        &self.definitions[id.0]
    }

    /// Whether a value of `usage` is one number, truth value or text, which can stand alone as text.
    pub(crate) fn is_scalar(&self, usage: &Usage) -> bool {
        let is_scalar = match &usage.kind {
            Kind::Bool | Kind::Integer(_) | Kind::Number | Kind::Text | Kind::DateTime => true,
            Kind::Defined(id) => match &self.get(*id).shape {
                Shape::Text(_) => true,
                Shape::Newtype(inner) | Shape::Alias(inner) => self.is_scalar(inner),
                Shape::Struct(_) | Shape::Union(_) | Shape::Tuple(_) | Shape::Constants(_) => false,
            },
            Kind::Free
            | Kind::Never
            | Kind::Null
            | Kind::Ready(_)
            | Kind::List(_)
            | Kind::Map(_)
            | Kind::Foreign(_) => false,
        };
        is_scalar && !usage.nullable
    }

    /// Whether something is left to the validator that the runtime embeds.
    pub(crate) fn need_residual(&self) -> bool {
        self.definitions.iter().any(|definition| {
            let mut usages = definition.shape.usages().into_iter();
            !definition.residual.is_empty() || usages.any(Usage::needs_residual)
        })
    }

    /// Whether a value of `shape` holds something that is never to be shown.
    pub(crate) fn hold_secrets(&self, shape: &Shape) -> bool {
        let mut seen = HashSet::new();
        let mut shapes = vec![shape];
        while let Some(shape) = shapes.pop() {
            let is_secret = |field: &Field| field.sensitive;
            if matches!(shape, Shape::Struct(structure) if structure.fields.iter().any(is_secret)) {
                return true;
            }
            let mut usages = shape.usages();
            while let Some(usage) = usages.pop() {
                match &usage.kind {
                    _ if usage.constraints.sensitive => return true,
                    Kind::List(inner) | Kind::Map(inner) => usages.push(inner),
                    Kind::Defined(id) if seen.insert(*id) => shapes.push(&self.get(*id).shape),
                    _ => {}
                }
            }
        }
        false
    }

    /// What the project has decided about the definition `id`.
    pub(crate) fn decided(&self, id: TypeId) -> &Decided {
        &self.decided[id.0]
    }

    /// Whether the definition `id` takes one value only.
    pub(crate) fn is_constant(&self, id: TypeId) -> bool {
        let is_one = |shape: &Shape| matches!(shape, Shape::Constants(all) if all.len() == 1);
        is_one(&self.get(id).shape) || self.constant_text(id).is_some()
    }

    /// The only text that the definition `id` takes.
    pub(crate) fn constant_text(&self, id: TypeId) -> Option<&str> {
        match &self.get(id).shape {
            Shape::Text(texts) if !self.decided(id).open => match &texts[..] {
                [only] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// What is true of the definition `id`.
    pub(crate) fn traits(&self, id: TypeId) -> Traits {
        self.traits[id.0]
    }

    /// The struct that `usage` is, perhaps under other names.
    pub(crate) fn structure(&self, usage: &Usage) -> Option<TypeId> {
        let mut usage = usage;
        // A name may stand for itself, so there are no more steps than names.
        for _ in 0..=self.definitions.len() {
            let Kind::Defined(id) = usage.kind else {
                return None;
            };
            match &self.get(id).shape {
                Shape::Struct(_) => return Some(id),
                Shape::Newtype(inner) | Shape::Alias(inner) => usage = inner,
                _ => return None,
            }
        }
        None
    }

    /// Whether a value of `usage` may be `null` although it is no `Option` to look at.
    pub(crate) fn hides_null(&self, usage: &Usage) -> bool {
        let Kind::Defined(id) = usage.kind else {
            return false;
        };
        match &self.get(id).shape {
            Shape::Newtype(inner) | Shape::Alias(inner) => inner.nullable || self.hides_null(inner),
            _ => false,
        }
    }
}
