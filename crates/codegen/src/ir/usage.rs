//! How a type is used at one place.

use tidings_schema::{Format, Sparse};

use super::{Constraints, Residual, TypeId};
use crate::settings::{DateTimes, Decimals, Replacement, Settings, Uuids};

/// How a type is used at one place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Usage {
    pub(crate) kind: Kind,
    /// Whether `null` is allowed as well.
    pub(crate) nullable: bool,
    /// Whether the value stands in a box, because its type contains itself.
    pub(crate) boxed: bool,
    /// What holds for the value beyond its type.
    pub(crate) constraints: Sparse<Constraints>,
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
    /// A number with all of its digits.
    Decimal,
    Text,
    /// A text of a format that has a type of its own.
    Formatted(Formatted),
    /// A type that is there already, by its path; nothing is checked of it.
    Ready(String),
    List(Box<Usage>),
    Map(Box<Usage>),
    /// A type with a name.
    Defined(TypeId),
    /// A type that somebody else has written.
    Foreign(Box<Replacement>),
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

/// The formats that have types of their own, which keep what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Formatted {
    Base64,
    Date,
    DateTime,
    Decimal,
    Duration,
    Time,
    Uuid,
}

impl Formatted {
    /// The type of `format`, unless the project wants a text.
    pub(super) fn of(format: Format, settings: &Settings) -> Option<Self> {
        let (formatted, is_text) = match format {
            Format::Byte => (Self::Base64, false),
            Format::Decimal => (Self::Decimal, settings.decimal == Decimals::F64),
            Format::Date => (Self::Date, settings.date_time == DateTimes::String),
            Format::DateTime => (Self::DateTime, settings.date_time == DateTimes::String),
            Format::Duration => (Self::Duration, settings.date_time == DateTimes::String),
            Format::Time => (Self::Time, settings.date_time == DateTimes::String),
            Format::Uuid => (Self::Uuid, settings.uuid == Uuids::String),
            _ => return None,
        };
        (!is_text).then_some(formatted)
    }

    /// The name of the type in the runtime.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Base64 => "Base64",
            Self::Decimal => "DecimalText",
            Self::Date => "Date",
            Self::DateTime => "DateTime",
            Self::Duration => "Duration",
            Self::Time => "Time",
            Self::Uuid => "Uuid",
        }
    }

    /// Whether values are copied.
    pub(super) fn is_copied(self) -> bool {
        matches!(self, Self::Date | Self::Uuid)
    }

    /// Whether values have an order: a month is neither longer nor shorter than thirty days.
    pub(super) fn is_ordered(self) -> bool {
        self != Self::Duration
    }
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
            constraints: Sparse::default(),
        }
    }

    /// The same, and `null` as well if `nullable`.
    pub(crate) fn or_null(mut self, nullable: bool) -> Self {
        self.nullable |= nullable && !matches!(self.kind, Kind::Free | Kind::Null);
        self
    }

    /// Whether something about it is checked that no type of its own checks.
    pub(crate) fn is_constrained(&self) -> bool {
        !self.constraints.check_nothing()
            || match &self.kind {
                Kind::List(inner) | Kind::Map(inner) => inner.is_constrained(),
                _ => false,
            }
    }

    /// Whether something about it is left to the validator that the runtime embeds.
    pub(crate) fn needs_residual(&self) -> bool {
        self.constraints.residual.iter().any(Residual::is_left)
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
