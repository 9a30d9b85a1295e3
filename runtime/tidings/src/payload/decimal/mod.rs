//! Decimal numbers, exact and with their digits as written.

#[cfg(feature = "rust_decimal")]
mod rust_decimal;
mod text;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;
use serde_json::value::RawValue;
use tidings_check::{Decimal as Value, Format, Path, Violations};

pub use text::DecimalText;

use super::{InvalidFormat, Payload};
use crate::json::raw;

/// A decimal number of any size, which is written back with the digits that were read.
///
/// Equality and order are those of the numbers, so `12.5` equals `12.50`, exactly: nothing is rounded.
/// In JSON it is a number; [`DecimalText`] is the same as a string.
/// Exponents beyond ±10^15 are kept in the text and compared as ±10^15.
///
/// ```
/// use tidings::Decimal;
///
/// let price: Decimal = "12.50".parse()?;
/// assert_eq!(price.to_string(), "12.50");
/// assert_eq!(price, "12.5".parse()?);
/// assert!(price < Decimal::from(13));
/// assert_eq!(price.to_scaled(2), Some(1_250));
/// # Ok::<(), tidings::InvalidFormat>(())
/// ```
///
/// With the feature `rust_decimal` there are conversions from and into the type of that crate, which reckons.
#[derive(Clone)]
pub struct Decimal {
    /// How `serde_json` writes a number that no number of Rust holds.
    text: Box<RawValue>,
    value: Value,
}

impl Decimal {
    /// The number `unscaled`·10⁻ˢᶜᵃˡᵉ, with `scale` digits behind the point: `from_scaled(1250, 2)` is `12.50`.
    pub fn from_scaled(unscaled: i128, scale: u32) -> Self {
        let scale = usize::try_from(scale).unwrap_or(usize::MAX);
        let sign = if unscaled < 0 { "-" } else { "" };
        let digits = unscaled.unsigned_abs().to_string();
        let text = match scale {
            0 => format!("{sign}{digits}"),
            // Zeros are not written out where there would be many.
            1..=PLACES => {
                let digits = format!("{digits:0>width$}", width = scale + 1);
                let (whole, fraction) = digits.split_at(digits.len() - scale);
                format!("{sign}{whole}.{fraction}")
            }
            _ => format!("{sign}{digits}e-{scale}"),
        };
        Self::of(text).unwrap_or_default()
    }

    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        self.text.get()
    }

    /// The number times 10ˢᶜᵃˡᵉ, where that is an integer of 128 bits: how many cents an amount is, for instance.
    pub fn to_scaled(&self, scale: u32) -> Option<i128> {
        self.value.shifted(i32::try_from(scale).ok()?).to_integer()
    }

    /// The number, where it is an integer of 128 bits: `1.0` and `1e3` are.
    pub fn to_integer(&self) -> Option<i128> {
        self.value.to_integer()
    }

    /// The nearest float; infinite where the number is beyond all floats.
    pub fn to_f64(&self) -> f64 {
        self.value.to_f64()
    }

    /// The number without its spelling, as checks compare it.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The number that `text` writes in JSON's grammar.
    fn of(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        let value = Value::parse(&text)?;
        let text = RawValue::from_string(text).ok()?;
        Some(Self { text, value })
    }

    /// The text of a number that has one.
    fn of_number(number: &Number) -> Self {
        Self::of(number.to_string()).unwrap_or_default()
    }
}

/// Up to how many places behind the point are written out.
const PLACES: usize = 40;

impl Default for Decimal {
    /// Zero.
    fn default() -> Self {
        Self {
            text: RawValue::from_string("0".to_owned()).unwrap_or_default(),
            value: Value::from(0),
        }
    }
}

impl FromStr for Decimal {
    type Err = InvalidFormat;

    /// Reads a number in JSON's grammar (RFC 8259 §6).
    fn from_str(text: &str) -> Result<Self, InvalidFormat> {
        InvalidFormat::check(Format::Decimal, text)?;
        Self::of(text).ok_or(InvalidFormat::new(
            Format::Decimal,
            "it cannot be reckoned with",
        ))
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Decimal {
            fn from(number: $integer) -> Self {
                // What an integer displays as is a number in JSON.
                Self::of(number.to_string()).unwrap_or_default()
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

impl TryFrom<f64> for Decimal {
    type Error = InvalidFormat;

    /// The shortest decimal that reads back as the float.
    fn try_from(float: f64) -> Result<Self, InvalidFormat> {
        let number = Number::from_f64(float).ok_or(InvalidFormat::new(
            Format::Decimal,
            "there is no such number",
        ))?;
        Ok(Self::of_number(&number))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Decimal {
    /// Writes the digits where the format is JSON, and the nearest number where it is another.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.text.serialize(serializer)
        } else {
            match self.to_integer() {
                Some(integer) => serializer.serialize_i128(integer),
                None => serializer.serialize_f64(self.to_f64()),
            }
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        raw::number(deserializer, "a number", |digits| Self::of(digits.text))
    }
}

impl Payload for Decimal {
    /// Every decimal can be written.
    #[inline]
    fn check(&self, _: &Path<'_>, _: &mut Violations) {}
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Numbers that no float and no integer of 64 bits holds, or would be written otherwise by them.
    const NUMBERS: [&str; 8] = [
        "12.50",
        "-0",
        "0.1000000000000000055511151231257827",
        "123456789012345678901234567890.123456789",
        "1E+3",
        "1e400",
        "-1.0",
        "99999999999999999999",
    ];

    #[test]
    fn digits_are_written_as_they_were_read() {
        for text in NUMBERS {
            let number: Decimal = crate::json::from_slice(text.as_bytes()).unwrap();
            assert_eq!(crate::json::to_vec(&number).unwrap(), text.as_bytes());
            assert_eq!(number, text.parse().unwrap());
            let list = format!("{{\"a\":[{text},{text}]}}");
            let lists: BTreeMap<String, Vec<Decimal>> =
                crate::json::from_slice(list.as_bytes()).unwrap();
            assert_eq!(crate::json::to_vec(&lists).unwrap(), list.as_bytes());
        }
    }

    #[test]
    fn what_is_no_number_is_refused_in_words() {
        for (json, expected) in [
            ("\"1\"", "(root): expected a number, found a string"),
            ("{}", "(root): expected a number, found an object"),
            ("[1]", "(root): expected a number, found an array"),
            ("true", "(root): expected a number, found a boolean"),
            ("null", "(root): expected a number, found null"),
        ] {
            let error = crate::json::from_slice::<Decimal>(json.as_bytes()).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
        let error = crate::json::from_slice::<Vec<Decimal>>(b"[1, \"1\"]").unwrap_err();
        assert_eq!(error.to_string(), "/1: expected a number, found a string");
    }

    #[test]
    fn other_formats_than_text_give_the_nearest_number() {
        let value = serde_json::to_value("12.50".parse::<Decimal>().unwrap()).unwrap();
        assert_eq!(value, serde_json::json!(12.5));
        let number: Decimal = serde_json::from_value(value).unwrap();
        assert_eq!(number.as_str(), "12.5");
    }

    #[test]
    fn numbers_are_made_and_compared_exactly() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(Decimal::from(7_u8), decimal("7.0"));
        assert_eq!(Decimal::from_scaled(-5, 2).as_str(), "-0.05");
        assert_eq!(Decimal::from_scaled(5, 60), decimal("5e-60"));
        assert_eq!(decimal("-0.05").to_scaled(2), Some(-5));
        assert_eq!(decimal("0.005").to_scaled(2), None);
        assert_eq!(Decimal::try_from(0.1).unwrap().as_str(), "0.1");
        assert!(Decimal::try_from(f64::NAN).is_err());
        assert!(decimal("0.1") < decimal("0.1000000000000000055511151231257827"));
        assert!("0x10".parse::<Decimal>().is_err());
    }
}
