//! What holds for a value beyond its Rust type.

/// A bound of a number, as the contract spells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Minimum(String),
    Maximum(String),
    ExclusiveMinimum(String),
    ExclusiveMaximum(String),
    MultipleOf(String),
    /// One of these whole numbers.
    OneOf(Vec<i64>),
    /// This truth value.
    Is(bool),
}

/// What is checked of one value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Constraints {
    pub(crate) bounds: Vec<Bound>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<String>,
    /// A format that is known and asserted.
    pub(crate) format: Option<String>,
    /// Of a list or a map.
    pub(crate) min_count: Option<u64>,
    /// Of a list or a map.
    pub(crate) max_count: Option<u64>,
    pub(crate) unique: bool,
    /// A pattern that every name of a map matches.
    pub(crate) name_pattern: Option<String>,
    /// Whether the value is never to be shown.
    pub(crate) sensitive: bool,
}
