//! Numbers that no machine type holds as their schema has them.

use tidings_schema::Decimal;

use super::merged::Merged;
use super::{Bound, Constraints};
use crate::settings::{Decimals, Settings};

/// Formats that name a decimal number (OpenAPI's format registry).
const DECIMAL: [&str; 2] = ["decimal", "decimal128"];

/// Formats that name a float.
const FLOAT: [&str; 2] = ["float", "double"];

/// Up to how many places behind the point a fraction may be one that binary digits hold.
const PLACES: u64 = 27;

/// Whether a number is to be exact: its schema says so, or has a number that no float is, and nobody wants floats.
pub(super) fn asked(merged: &Merged, constraints: &Constraints, settings: &Settings) -> bool {
    let says = |known: [&str; 2]| {
        let mut formats = merged.formats.iter();
        formats.any(|format| known.contains(&format.as_str()))
    };
    match settings.decimal {
        Decimals::F64 => false,
        Decimals::Exact => !says(FLOAT),
        Decimals::Asked => {
            says(DECIMAL) || !says(FLOAT) && constraints.bounds.iter().any(is_beyond_floats)
        }
    }
}

/// Whether a bound is a number that no float is written like, or a divisor that no float is.
///
/// A bound such as `0.1` is written by the float next to it, so nobody can tell them apart;
/// but sums of a divisor such as `0.01` are numbers that floats only come near to.
fn is_beyond_floats(bound: &Bound) -> bool {
    match bound {
        Bound::Minimum(text)
        | Bound::Maximum(text)
        | Bound::ExclusiveMinimum(text)
        | Bound::ExclusiveMaximum(text) => !is_written_by_float(text),
        Bound::MultipleOf(text) => !is_written_by_float(text) || !is_binary(text),
        Bound::OneOf(values) | Bound::NoneOf(values) => {
            !values.iter().all(|text| is_written_by_float(text))
        }
    }
}

/// Whether the float next to the number is written like it.
fn is_written_by_float(text: &str) -> bool {
    let Some(number) = Decimal::parse(text) else {
        return true;
    };
    let float = number.to_f64();
    float.is_finite() && Decimal::parse(&format!("{float:e}")) == Some(number)
}

/// Whether the fraction of the number has an end in binary digits, as that of `0.25` has.
fn is_binary(text: &str) -> bool {
    let Some(number) = Decimal::parse(text) else {
        return true;
    };
    // A fraction of n decimal places is a sum of halves, quarters and so on where 5ⁿ divides its digits.
    let places = u32::try_from(number.fraction_digits().min(PLACES + 1)).unwrap_or_default();
    let digits = number.digits().parse::<u128>().ok();
    number.is_integer()
        || places <= PLACES as u32
            && digits.is_some_and(|digits| digits.is_multiple_of(5_u128.pow(places)))
}

/// Whether a bound or a constant of an integer needs more than 128 bits.
pub(super) fn is_beyond_integers(constraints: &Constraints) -> bool {
    let is_beyond = |text: &String| {
        Decimal::parse(text)
            .is_some_and(|number| number.floor().is_none() || number.ceil().is_none())
    };
    constraints.bounds.iter().any(|bound| match bound {
        Bound::Minimum(text)
        | Bound::Maximum(text)
        | Bound::ExclusiveMinimum(text)
        | Bound::ExclusiveMaximum(text)
        | Bound::MultipleOf(text) => is_beyond(text),
        Bound::OneOf(values) | Bound::NoneOf(values) => values.iter().any(is_beyond),
    })
}
