//! Decimal numbers as texts.

use super::Reason;
use crate::Decimal;

/// A number as JSON writes it: `12.50`, `-0.1`, `1e3`.
///
/// # Errors
///
/// What is wrong with it.
pub fn decimal(text: &str) -> Result<(), Reason> {
    match Decimal::parse(text) {
        Some(_) => Ok(()),
        None => Err("it is not written like a number of JSON"),
    }
}
