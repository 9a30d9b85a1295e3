//! Conversions from and into the type of the crate `rust_decimal`.

use rust_decimal::Decimal as RustDecimal;
use tidings_check::Format;

use super::Decimal;
use crate::payload::InvalidFormat;

impl From<RustDecimal> for Decimal {
    /// The same digits, those of zeros at the end included.
    fn from(number: RustDecimal) -> Self {
        Self::of(number.to_string()).unwrap_or_default()
    }
}

impl TryFrom<&Decimal> for RustDecimal {
    type Error = InvalidFormat;

    /// The same number; what has more digits than that type holds is refused, and never rounded.
    fn try_from(number: &Decimal) -> Result<Self, InvalidFormat> {
        let text = number.as_str();
        let exact = Self::from_str_exact(text).or_else(|_| Self::from_scientific(text));
        let exact = exact.ok().filter(|exact| Decimal::from(*exact) == *number);
        exact.ok_or(InvalidFormat::new(
            Format::Decimal,
            "it has more digits than 96 bits hold",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_there_and_come_back_or_are_refused() {
        for text in ["12.50", "-0.0001", "79228162514264337593543950335"] {
            let number: Decimal = text.parse().unwrap();
            let there = RustDecimal::try_from(&number).unwrap();
            assert_eq!(Decimal::from(there).as_str(), text);
        }
        let thousand: Decimal = "1e3".parse().unwrap();
        assert_eq!(
            RustDecimal::try_from(&thousand),
            Ok(RustDecimal::from(1_000))
        );
        for text in ["1e400", "0.12345678901234567890123456789012345"] {
            let number: Decimal = text.parse().unwrap();
            assert!(RustDecimal::try_from(&number).is_err(), "{text}");
        }
    }
}
