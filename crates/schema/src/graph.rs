//! The graph: schemas by number, each with what it demands and where it says so.

use tidings_diag::Location;
use tidings_source::Sources;
use tidings_syntax::{NodeId, Value};

use crate::{Dialect, Literal, TypeSet};

/// Index of a schema in its [`SchemaGraph`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub(crate) u32);

/// Every schema of a contract, each once however often it is referred to.
#[derive(Clone, Debug, Default)]
pub struct SchemaGraph {
    pub(crate) schemas: Vec<Schema>,
    pub(crate) dynamic_anchors: Vec<DynamicAnchor>,
    /// Schemas that were made of two others, as traits are laid over a message.
    pub(crate) merged: Vec<Merged>,
}

/// A schema that was made of two others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merged {
    pub(crate) schema: SchemaId,
    pub(crate) strong: SchemaId,
    pub(crate) weak: SchemaId,
}

/// A schema that `$dynamicRef` may mean instead of another one of its name.
#[derive(Clone, Debug)]
pub(crate) struct DynamicAnchor {
    pub(crate) resource: ResourceId,
    pub(crate) name: String,
    pub(crate) schema: SchemaId,
}

/// A schema resource (2020-12 core §4.3.5): schemas with one `$id`, or a whole file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ResourceId(pub(crate) u32);

impl SchemaGraph {
    /// The schema `id`.
    ///
    /// # Panics
    ///
    /// When `id` belongs to another, larger graph.
    pub fn get(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0 as usize]
    }

    /// Every schema with its number, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.schemas
            .iter()
            .enumerate()
            .map(|(index, schema)| (SchemaId(index as u32), schema))
    }

    /// How many schemas there are.
    pub fn len(&self) -> usize {
        self.schemas.len()
    }

    /// Whether there is no schema.
    pub fn is_empty(&self) -> bool {
        self.schemas.is_empty()
    }

    /// The schema that `id` stands for: itself, or what its chain of references ends at.
    ///
    /// A graph has no circle of references; the reader cuts each with a finding.
    pub fn resolve(&self, mut id: SchemaId) -> SchemaId {
        while let SchemaKind::Reference(target) = self.get(id).kind {
            id = target;
        }
        id
    }

    /// What `id` demands, references followed; `None` for a boolean schema.
    pub fn rules(&self, id: SchemaId) -> Option<&Rules> {
        match &self.get(self.resolve(id)).kind {
            SchemaKind::Rules(rules) => Some(rules),
            SchemaKind::Boolean(_) | SchemaKind::Reference(_) => None,
        }
    }

    /// Every schema that a `$dynamicRef` (or `$recursiveRef`) to `name` may mean, depending on where it is reached from.
    pub fn dynamic_anchors(&self, name: &str) -> impl Iterator<Item = SchemaId> {
        let named = self.dynamic_anchors.iter();
        named
            .filter(move |anchor| anchor.name == name)
            .map(|anchor| anchor.schema)
    }

    /// The schema that the resource `resource` calls `name`.
    pub(crate) fn dynamic_anchor(&self, resource: ResourceId, name: &str) -> Option<SchemaId> {
        let mut anchors = self.dynamic_anchors.iter();
        let found = anchors.find(|anchor| anchor.resource == resource && anchor.name == name)?;
        Some(found.schema)
    }

    /// Whether every value is valid under `id`, as far as its own keywords say: `true`, `{}`, annotations only.
    pub fn is_unconstrained(&self, id: SchemaId) -> bool {
        match &self.get(self.resolve(id)).kind {
            SchemaKind::Boolean(value) => *value,
            SchemaKind::Rules(rules) => rules.is_unconstrained(),
            SchemaKind::Reference(_) => false,
        }
    }
}

/// One schema object (or boolean) where it stands.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The schema object, its position and pointer.
    pub location: Location,
    /// The last segment of the pointer when the schema stands directly under `components/schemas`, `definitions`,
    /// `$defs` or the top of a file, or the file's name when it is the root of a file: the name its author gave it.
    pub key: Option<String>,
    /// The dialect it is written in.
    pub dialect: Dialect,
    pub(crate) resource: ResourceId,
    /// What it demands.
    pub kind: SchemaKind,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `default`.
    pub default: Option<Literal>,
    /// `examples`, and OpenAPI's `example`.
    pub examples: Vec<Literal>,
    /// Keys that start with `x-`, in document order.
    pub extensions: Vec<(String, Literal)>,
}

impl Schema {
    /// The value of the extension `name`, for instance `x-sensitive`.
    pub fn extension(&self, name: &str) -> Option<&Literal> {
        let (_, value) = self.extensions.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// Whether values must not be shown, in messages or logs: `format: password`, or `x-sensitive: true`.
    pub fn is_sensitive(&self) -> bool {
        let format = match &self.kind {
            SchemaKind::Rules(rules) => rules.string.format.as_deref(),
            SchemaKind::Boolean(_) | SchemaKind::Reference(_) => None,
        };
        format == Some("password")
            || self.extension("x-sensitive").and_then(Literal::as_bool) == Some(true)
    }
}

/// What a schema demands.
#[derive(Clone, Debug)]
pub enum SchemaKind {
    /// `true` (everything) or `false` (nothing).
    Boolean(bool),
    /// `$ref` alone: the other schema, whose demands these are.
    ///
    /// Up to draft-07 and in AsyncAPI the siblings of a `$ref` are ignored. Later they count: then the schema has
    /// [`Rules`], and the other schema is the first of its `allOf`, which means the same.
    Reference(SchemaId),
    /// An object of keywords, all of which must hold.
    Rules(Box<Rules>),
}

/// The keywords of one schema object; everything absent demands nothing.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// `type`; `None` allows every type.
    pub types: Option<TypeSet>,
    /// `enum`.
    pub enumeration: Option<Vec<Literal>>,
    /// `const`.
    pub constant: Option<Literal>,
    /// What holds for numbers.
    pub number: NumberRules,
    /// What holds for strings.
    pub string: StringRules,
    /// What holds for arrays.
    pub array: ArrayRules,
    /// What holds for objects.
    pub object: ObjectRules,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `anyOf`; empty when absent.
    pub any_of: Vec<SchemaId>,
    /// `oneOf`; empty when absent.
    pub one_of: Vec<SchemaId>,
    /// `not`.
    pub not: Option<SchemaId>,
    /// `if`.
    pub condition: Option<SchemaId>,
    /// `then`; ignored without `if`.
    pub consequence: Option<SchemaId>,
    /// `else`; ignored without `if`.
    pub alternative: Option<SchemaId>,
    /// `$dynamicRef` or `$recursiveRef`, where it is more than a `$ref`.
    pub dynamic_reference: Option<DynamicReference>,
    /// `discriminator`: the property that names the schema of a value, AsyncAPI's string or OpenAPI's `propertyName`.
    pub discriminator: Option<String>,
    /// OpenAPI's `discriminator.mapping`: values of that property with the schemas they stand for.
    pub mapping: Vec<(String, SchemaId)>,
    /// Keywords of this dialect that have no field here because nothing but their presence is used yet, and those the
    /// dialect does not know: name and position, so that nothing is ignored silently.
    pub other: Vec<Keyword>,
    /// Where each keyword of this object stands (the key's location), by name.
    pub keywords: Vec<Keyword>,
}

impl Rules {
    /// Whether no keyword demands anything.
    pub fn is_unconstrained(&self) -> bool {
        let applies_nothing = self.all_of.is_empty()
            && self.any_of.is_empty()
            && self.one_of.is_empty()
            && self.not.is_none()
            && self.dynamic_reference.is_none()
            // Without a consequence and an alternative a condition decides nothing.
            && (self.condition.is_none() || self.consequence.is_none() && self.alternative.is_none());
        self.types.is_none()
            && self.enumeration.is_none()
            && self.constant.is_none()
            && self.number == NumberRules::default()
            && self.string.is_unconstrained()
            && self.array.is_unconstrained()
            && self.object.is_unconstrained()
            && applies_nothing
    }

    /// Where the keyword `name` of this object stands.
    pub fn keyword(&self, name: &str) -> Option<&Location> {
        let keyword = self.keywords.iter().find(|keyword| keyword.name == name)?;
        Some(&keyword.location)
    }

    /// The types that `type`, `const` and `enum` leave, when one of them says so.
    pub fn stated_types(&self) -> Option<TypeSet> {
        let literals = match (&self.constant, &self.enumeration) {
            (Some(constant), _) => std::slice::from_ref(constant),
            (None, Some(enumeration)) => enumeration.as_slice(),
            (None, None) => return self.types,
        };
        let of_literals = literals.iter().map(Literal::json_type).collect();
        Some(match self.types {
            Some(types) => types.intersection(of_literals),
            None => of_literals,
        })
    }
}

/// A reference whose target depends on the schemas that led to it (2020-12 core §8.2.3.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DynamicReference {
    /// The name of the `$dynamicAnchor`; empty for `$recursiveRef`.
    pub name: String,
    /// The schema that is meant where no schema further out has the name too.
    pub target: SchemaId,
}

/// A keyword and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The name as written.
    pub name: String,
    /// The key's place.
    pub location: Location,
    /// The node of its value, in the same file.
    pub(crate) node: NodeId,
}

impl Keyword {
    /// What the keyword holds, in the files that the schema was read from.
    pub fn value<'s>(&self, sources: &'s Sources) -> Value<'s> {
        sources.file(self.location.span.file).tree.value(self.node)
    }
}

/// `minimum`, `maximum` and their kin, exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberRules {
    /// `minimum`, as written.
    pub minimum: Option<String>,
    /// `maximum`, as written.
    pub maximum: Option<String>,
    /// `exclusiveMinimum`, as written.
    pub exclusive_minimum: Option<String>,
    /// `exclusiveMaximum`, as written.
    pub exclusive_maximum: Option<String>,
    /// `multipleOf`, as written.
    pub multiple_of: Option<String>,
}

/// What a string must be; lengths count Unicode code points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringRules {
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `pattern`, ECMA-262.
    pub pattern: Option<String>,
    /// `format`; it also says things about numbers (`int32`).
    pub format: Option<String>,
    /// `contentEncoding`.
    pub content_encoding: Option<String>,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// `contentSchema`: what the decoded text is, which only annotates.
    pub content_schema: Option<SchemaId>,
}

impl StringRules {
    /// Whether every string is valid; `contentEncoding` and its kin only annotate.
    pub fn is_unconstrained(&self) -> bool {
        self.min_length.is_none()
            && self.max_length.is_none()
            && self.pattern.is_none()
            && self.format.is_none()
    }
}

/// What an array must be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArrayRules {
    /// Schemas by position (`prefixItems`, before 2020-12 `items` as an array).
    pub prefix: Vec<SchemaId>,
    /// The schema of every further item (`items` as a schema, or `additionalItems` behind a prefix).
    pub items: Option<SchemaId>,
    /// `contains`.
    pub contains: Option<SchemaId>,
    /// `minContains`, 1 where absent; ignored without `contains`.
    pub min_contains: Option<u64>,
    /// `maxContains`; ignored without `contains`.
    pub max_contains: Option<u64>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems: true`.
    pub unique_items: bool,
    /// `unevaluatedItems`.
    pub unevaluated: Option<SchemaId>,
}

impl ArrayRules {
    /// Whether every array is valid.
    pub fn is_unconstrained(&self) -> bool {
        self.prefix.is_empty()
            && self.items.is_none()
            && self.contains.is_none()
            && self.min_items.is_none()
            && self.max_items.is_none()
            && !self.unique_items
            && self.unevaluated.is_none()
    }
}

/// What an object must be.
#[derive(Clone, Debug, Default)]
pub struct ObjectRules {
    /// `properties`, in document order.
    pub properties: Vec<Property>,
    /// `required`, in document order, also names that `properties` does not declare.
    pub required: Vec<String>,
    /// `patternProperties`: ECMA-262 patterns with their schemas.
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `additionalProperties`.
    pub additional: Additional,
    /// `propertyNames`.
    pub property_names: Option<SchemaId>,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// `dependentRequired`, or `dependencies` that name properties.
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// `dependentSchemas`, or `dependencies` that are schemas.
    pub dependent_schemas: Vec<(String, SchemaId)>,
    /// `unevaluatedProperties`.
    pub unevaluated: Option<SchemaId>,
}

impl ObjectRules {
    /// Whether every object is valid.
    pub fn is_unconstrained(&self) -> bool {
        self.properties.is_empty()
            && self.required.is_empty()
            && self.pattern_properties.is_empty()
            && matches!(self.additional, Additional::Unstated | Additional::Allowed)
            && self.property_names.is_none()
            && self.min_properties.is_none()
            && self.max_properties.is_none()
            && self.dependent_required.is_empty()
            && self.dependent_schemas.is_empty()
            && self.unevaluated.is_none()
    }

    /// The declared property `name`.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }

    /// Whether an object must have the property `name`.
    pub fn is_required(&self, name: &str) -> bool {
        self.required.iter().any(|required| required == name)
    }
}

/// One declared property.
#[derive(Clone, Debug)]
pub struct Property {
    /// The name on the wire.
    pub name: String,
    /// The key's place.
    pub location: Location,
    /// Its schema.
    pub schema: SchemaId,
}

/// What `additionalProperties` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Additional {
    /// Nothing: unknown names are allowed and mean nothing.
    #[default]
    Unstated,
    /// `true`: unknown names are allowed on purpose.
    Allowed,
    /// `false`: unknown names are refused.
    Denied,
    /// A schema: unknown names carry values of it.
    Schema(SchemaId),
}
