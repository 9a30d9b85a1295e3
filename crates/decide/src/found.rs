//! What a search comes back with.

use std::borrow::Cow;

/// What a solver or the search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found<T> {
    /// A value that meets every demand.
    One(T),
    /// No value does: a proof, which a *yes* may rest on.
    Nothing,
    /// Neither a value nor a proof. It never spoils a value that is found elsewhere, only a proof.
    GaveUp(Cause),
}

impl<T> Found<T> {
    /// The same outcome with another value.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Found<U> {
        match self {
            Self::One(value) => Found::One(change(value)),
            Self::Nothing => Found::Nothing,
            Self::GaveUp(cause) => Found::GaveUp(cause),
        }
    }
}

/// A cause is no more than an outcome, so `?` can be used where steps are spent.
impl<T> From<Cause> for Found<T> {
    fn from(cause: Cause) -> Self {
        Self::GaveUp(cause)
    }
}

/// Why a search gave up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    /// What stopped it, without a full stop: "the pattern looks behind itself".
    pub(crate) reason: Cow<'static, str>,
    /// The schema it is about, where whoever gave up knows; the search fills it in for the solvers of single types.
    pub(crate) about: Option<Node>,
    /// The pattern it is about, which says more exactly where that stands.
    pub(crate) pattern: Option<Box<str>>,
}

impl Cause {
    /// A cause that is not yet about a schema.
    pub(crate) fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            reason: reason.into(),
            about: None,
            pattern: None,
        }
    }

    /// A cause that is about `pattern`, which stands behind the reason.
    pub(crate) fn of_pattern(reason: &str, pattern: &str) -> Self {
        Self {
            pattern: Some(pattern.into()),
            ..Self::new(format!("{reason} ({pattern})"))
        }
    }

    /// The same cause, about `node` unless it is about another schema already.
    #[must_use]
    pub(crate) fn about(mut self, node: Option<Node>) -> Self {
        self.about = self.about.or(node);
        self
    }
}

/// A schema as the search knows it: equal schemas of both sides have one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Node(pub(crate) u32);
