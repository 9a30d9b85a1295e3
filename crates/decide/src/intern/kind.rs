//! The six types of JSON values, between which a search decides first.

use tidings_schema::{Literal, Type, TypeSet};

/// A type of JSON values; integers are numbers here, and multiples of 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    /// Every kind, those with the smallest values first.
    pub(crate) const ALL: [Self; 6] = [
        Self::Null,
        Self::Boolean,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    /// The kind of `value`.
    pub(crate) fn of(value: &Literal) -> Self {
        match value {
            Literal::Null => Self::Null,
            Literal::Bool(_) => Self::Boolean,
            Literal::Number(_) => Self::Number,
            Literal::String(_) => Self::String,
            Literal::Array(_) => Self::Array,
            Literal::Object(_) => Self::Object,
        }
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Kinds(u8);

impl Kinds {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const ALL: Self = Self(0b11_1111);

    pub(crate) const fn only(kind: Kind) -> Self {
        Self(1 << kind as u8)
    }

    pub(crate) const fn contains(self, kind: Kind) -> bool {
        self.0 & Self::only(kind).0 != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub(crate) const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[must_use]
    pub(crate) const fn complement(self) -> Self {
        Self(!self.0 & Self::ALL.0)
    }
}

impl Default for Kinds {
    fn default() -> Self {
        Self::ALL
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        let only = kinds.into_iter().map(Self::only);
        only.fold(Self::NONE, Self::union)
    }
}

/// The kinds that `type` names; whether a number must be an integer is another demand.
impl From<TypeSet> for Kinds {
    fn from(types: TypeSet) -> Self {
        let kinds = types.iter().map(|named| match named {
            Type::Null => Kind::Null,
            Type::Boolean => Kind::Boolean,
            Type::Integer | Type::Number => Kind::Number,
            Type::String => Kind::String,
            Type::Array => Kind::Array,
            Type::Object => Kind::Object,
        });
        kinds.collect()
    }
}
