//! Formats of numbers: the machine types that a document names.

use super::Reason;
use crate::Decimal;

/// A format that says which machine type holds a number (OpenAPI's data types, which AsyncAPI takes over).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// A signed integer of 32 bits.
    Int32,
    /// A signed integer of 64 bits.
    Int64,
}

impl NumberFormat {
    /// The format that a schema calls `name`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "int32" => Some(Self::Int32),
            "int64" => Some(Self::Int64),
            _ => None,
        }
    }

    /// The name a schema uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Int32 => "int32",
            Self::Int64 => "int64",
        }
    }

    /// Whether the type can hold `number`.
    ///
    /// # Errors
    ///
    /// The reason why it cannot.
    pub fn check(self, number: &Decimal) -> Result<(), Reason> {
        if !number.is_integer() {
            return Err("it is not an integer");
        }
        let fits = number.to_integer().is_some_and(|number| match self {
            Self::Int32 => i32::try_from(number).is_ok(),
            Self::Int64 => i64::try_from(number).is_ok(),
        });
        match (fits, self) {
            (true, _) => Ok(()),
            (false, Self::Int32) => Err("it does not fit 32 bits"),
            (false, Self::Int64) => Err("it does not fit 64 bits"),
        }
    }
}
