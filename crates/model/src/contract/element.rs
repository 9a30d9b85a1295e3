//! What every element of a contract has: an identity, an origin, extensions and bindings.

use tidings_diag::Location;
use tidings_schema::Literal;

use super::Payload;

/// The identity of an element: its kind and its address or name, never its pointer.
///
/// Fingerprints, the matching of two versions and anchors in documentation all use it, so it survives moving an
/// element into `components`, splitting a file and renaming a map key that nobody but the document sees.
/// As text: `channel:orders/{region}`, `operation:placeOrder`, `message:OrderPlaced`, `schema:Order`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub(crate) String);

impl ElementId {
    /// The identity of the element of kind `kind` that is called or addressed `name`.
    pub fn new(kind: &str, name: &str) -> Self {
        Self(format!("{kind}:{name}"))
    }

    /// The identity as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ElementId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Where an element stands in the documents: the object itself, references followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The object.
    pub location: Location,
    /// The key that names it there, if it stands in a map.
    pub key: Option<Location>,
}

impl Origin {
    /// Where a reader looks for it: the key that names it, or else the object.
    pub fn named(&self) -> &Location {
        self.key.as_ref().unwrap_or(&self.location)
    }
}

/// Where fields of an element stand, each by its key.
///
/// A field is called by the names that lead to it, with dots between them and the places of items in brackets:
/// `exchange.name`, `destinations[1].queue`.
#[derive(Clone, Debug, Default)]
pub struct FieldPlaces {
    stand: Vec<(String, Location)>,
    overridden: Vec<Overridden>,
}

impl FieldPlaces {
    /// Where `field` stands, or else what holds it, as far down as the element has it; `None` where it has nothing of it.
    pub fn of(&self, field: &str) -> Option<&Location> {
        let holding = self.stand.iter().filter(|(known, _)| {
            let rest = field.strip_prefix(known.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        });
        // Of several layers the first one has the say.
        let nearest = holding.rev().max_by_key(|(known, _)| known.len());
        nearest.map(|(_, location)| location)
    }

    /// The places `stand` of fields, besides what is `overridden`.
    pub(crate) fn new(stand: Vec<(String, Location)>, overridden: Vec<Overridden>) -> Self {
        Self { stand, overridden }
    }

    /// The same, where `field` counts as it stands at `location`.
    #[must_use]
    pub(crate) fn counting(mut self, field: &str, location: Option<Location>) -> Self {
        if let Some(location) = location {
            self.stand.insert(0, (field.to_owned(), location));
        }
        self
    }

    /// What fields say where it counts for nothing.
    pub fn overridden(&self) -> &[Overridden] {
        &self.overridden
    }
}

/// What a field says where it counts for nothing, because a trait, or what has the trait, says something else.
#[derive(Clone, Debug)]
pub struct Overridden {
    /// The field.
    pub field: String,
    /// What it says.
    pub value: Literal,
    /// Where that stands: its key.
    pub location: Location,
    /// Whether a trait says it, and not the element itself.
    pub is_of_trait: bool,
}

/// A name that an element gives itself in a field, as `operationId` and `messageId` of AsyncAPI 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// The name.
    pub name: String,
    /// Position of the value.
    pub location: Location,
}

/// An `x-` field.
#[derive(Clone, Debug)]
pub struct Extension {
    /// The name with its `x-`.
    pub name: String,
    /// The value.
    pub value: Literal,
}

/// What a protocol needs to know about an element, one per protocol.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The protocol's key: `kafka`, `amqp`, `ws`.
    pub protocol: String,
    /// Position.
    pub origin: Origin,
    /// The binding object, checked against the tables of its protocol.
    pub value: Literal,
    /// Where its fields stand, with those of objects in it.
    pub fields: FieldPlaces,
    /// The fields of it that hold a schema, each with the schema.
    pub schemas: Vec<(String, Payload)>,
}
