//! The keywords about numbers.

use super::sparse::Group;

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

impl NumberRules {
    /// Whether every number is valid.
    pub fn is_unconstrained(&self) -> bool {
        self == Self::NONE
    }
}

impl Group for NumberRules {
    const NONE: &'static Self = &Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
    };
}
