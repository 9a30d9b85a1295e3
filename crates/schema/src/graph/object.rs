//! The keywords about objects.

use tidings_diag::Location;

use super::SchemaId;
use super::sparse::Group;

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

impl Group for ObjectRules {
    const NONE: &'static Self = &Self {
        properties: Vec::new(),
        required: Vec::new(),
        pattern_properties: Vec::new(),
        additional: Additional::Unstated,
        property_names: None,
        min_properties: None,
        max_properties: None,
        dependent_required: Vec::new(),
        dependent_schemas: Vec::new(),
        unevaluated: None,
    };
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
