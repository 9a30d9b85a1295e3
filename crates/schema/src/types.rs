//! The JSON types, and sets of them.

use std::fmt;

/// A type that `type` can name (draft-07 validation §6.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `integer`: a number without a fractional part.
    Integer,
    /// `number`: every number, integers included.
    Number,
    /// `string`.
    String,
    /// `array`.
    Array,
    /// `object`.
    Object,
}

impl Type {
    /// Every type.
    pub const ALL: [Self; 7] = [
        Self::Null,
        Self::Boolean,
        Self::Integer,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    /// The name a schema uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The name with its article, for messages: "an object".
    pub fn described(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }

    /// The type that a schema calls `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// A set of JSON types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TypeSet(u8);

impl TypeSet {
    /// No type: what only `enum: []` leaves.
    pub const EMPTY: Self = Self(0);

    /// The set that holds `member` alone.
    pub const fn only(member: Type) -> Self {
        Self(1 << member as u8)
    }

    /// This set and `member`.
    #[must_use]
    pub const fn with(self, member: Type) -> Self {
        Self(self.0 | 1 << member as u8)
    }

    /// This set but for `member`, for instance the other half of `[string, null]`.
    #[must_use]
    pub const fn without(self, member: Type) -> Self {
        Self(self.0 & !(1 << member as u8))
    }

    /// Whether `member` is named in this set.
    pub const fn contains(self, member: Type) -> bool {
        self.0 & (1 << member as u8) != 0
    }

    /// Whether values of the type `value` are allowed: as [`Self::contains`], and integers where numbers are.
    pub const fn allows(self, value: Type) -> bool {
        self.contains(value) || matches!(value, Type::Integer) && self.contains(Type::Number)
    }

    /// The types whose values both sets allow.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Type::ALL
            .into_iter()
            .filter(|&member| {
                self.allows(member)
                    && other.allows(member)
                    && (self.contains(member) || other.contains(member))
            })
            .collect()
    }

    /// Whether no type is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many types are in it.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The types, in the order of [`Type::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Type> {
        Type::ALL
            .into_iter()
            .filter(move |&member| self.contains(member))
    }

    /// The type, when there is exactly one.
    pub fn single(self) -> Option<Type> {
        match self.len() {
            1 => self.iter().next(),
            _ => None,
        }
    }
}

impl FromIterator<Type> for TypeSet {
    fn from_iter<I: IntoIterator<Item = Type>>(types: I) -> Self {
        types.into_iter().fold(Self::EMPTY, Self::with)
    }
}

/// For messages: "a string", "a string or null".
impl fmt::Display for TypeSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, member) in self.iter().enumerate() {
            if index > 0 {
                formatter.write_str(" or ")?;
            }
            formatter.write_str(member.described())?;
        }
        Ok(())
    }
}
