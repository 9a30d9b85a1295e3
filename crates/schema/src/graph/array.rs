//! The keywords about arrays.

use super::SchemaId;
use super::sparse::Group;

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

impl Group for ArrayRules {
    const NONE: &'static Self = &Self {
        prefix: Vec::new(),
        items: None,
        contains: None,
        min_contains: None,
        max_contains: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        unevaluated: None,
    };
}
