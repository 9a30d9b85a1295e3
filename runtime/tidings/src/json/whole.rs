//! Integers as JSON Schema has them: numbers without a fraction, however they are written.

use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};
use tidings_check::Decimal;

use super::raw::{self, Digits};

/// Below this every integer is a float, and no other integer becomes it by being one.
pub(super) const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number, by the widest type that holds it.
enum Number {
    Signed(i128),
    Unsigned(u128),
    /// An integer of more than 128 bits, by its digits.
    Greater(String),
    /// A number with a fraction, or one whose digits are not known.
    Float(f64),
}

/// Reads an integer from its digits: `1.0` and `1e3` are integers, too.
///
/// # Errors
///
/// There is no integer, or it is not one for `visitor`, which takes 128 bits only where it `is_wide`.
pub(super) fn integer<'de, D: Deserializer<'de>, V: Visitor<'de>>(
    deserializer: D,
    visitor: V,
    is_wide: bool,
) -> Result<V::Value, D::Error> {
    match raw::number(deserializer, "an integer", number)? {
        Number::Float(value) => visitor.visit_f64(value),
        Number::Signed(value) => match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => visitor.visit_i64(value),
            (_, Ok(value)) => visitor.visit_u64(value),
            _ if is_wide => visitor.visit_i128(value),
            _ => Err(beyond(&value.to_string(), &visitor)),
        },
        Number::Unsigned(value) if is_wide => visitor.visit_u128(value),
        Number::Unsigned(value) => Err(beyond(&value.to_string(), &visitor)),
        Number::Greater(digits) => Err(beyond(&digits, &visitor)),
    }
}

fn beyond<'de, V: Visitor<'de>, E: Error>(digits: &str, visitor: &V) -> E {
    E::invalid_value(Unexpected::Other(&format!("integer `{digits}`")), visitor)
}

fn number(digits: Digits<'_>) -> Option<Number> {
    let decimal = Decimal::parse(digits.text)?;
    let float = decimal.to_f64();
    let is_known = digits.are_exact || float.abs() < EXACT;
    if !decimal.is_integer() || !is_known {
        return Some(Number::Float(float));
    }
    // Integers of 128 bits are written out.
    let digits = decimal.to_string();
    Some(match (digits.parse(), digits.parse()) {
        (Ok(value), _) => Number::Signed(value),
        (_, Ok(value)) => Number::Unsigned(value),
        _ => Number::Greater(digits),
    })
}
