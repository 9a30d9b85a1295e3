//! A decimal number that is a string in JSON.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use super::Decimal;
use crate::payload::InvalidFormat;
use crate::payload::text::written_as_text;

/// A [`Decimal`] that is a string in JSON, as `type: string, format: decimal` describes it.
///
/// ```
/// use tidings::DecimalText;
///
/// let price: DecimalText = tidings::json::from_slice(b"\"12.50\"")?;
/// assert_eq!(price.to_scaled(2), Some(1_250));
/// assert_eq!(tidings::json::to_vec(&price)?, b"\"12.50\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecimalText(pub Decimal);

written_as_text!(DecimalText);

impl FromStr for DecimalText {
    type Err = InvalidFormat;

    fn from_str(text: &str) -> Result<Self, InvalidFormat> {
        text.parse().map(Self)
    }
}

impl From<Decimal> for DecimalText {
    fn from(number: Decimal) -> Self {
        Self(number)
    }
}

impl From<DecimalText> for Decimal {
    fn from(text: DecimalText) -> Self {
        text.0
    }
}

impl Deref for DecimalText {
    type Target = Decimal;

    fn deref(&self) -> &Decimal {
        &self.0
    }
}

impl fmt::Display for DecimalText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}
