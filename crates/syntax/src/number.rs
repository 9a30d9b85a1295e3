//! Numbers as they were written.

/// A number in its source spelling, so that no digit is lost before somebody asks for a machine type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number<'t> {
    text: &'t str,
}

impl<'t> Number<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// The spelling in the document: `1.10`, `0x1F`, `.inf`, `1e400`.
    pub fn text(self) -> &'t str {
        self.text
    }

    /// Whether it is a number at all for JSON, which knows neither `.inf` nor `.nan`.
    pub fn is_finite(self) -> bool {
        !self.text.ends_with(['f', 'F', 'n', 'N']) || self.radix().is_some()
    }

    /// Whether the value is a whole number, however it is written: `1`, `1.0`, `1e3` and `0x1F` are.
    pub fn is_integer(self) -> bool {
        if self.radix().is_some() {
            return true;
        }
        match self.decimal() {
            Some(decimal) => decimal.is_integer(),
            None => false,
        }
    }

    /// The value, if it is a whole number that fits.
    pub fn as_i64(self) -> Option<i64> {
        i64::try_from(self.as_i128()?).ok()
    }

    /// The value, if it is a whole number that fits.
    pub fn as_u64(self) -> Option<u64> {
        u64::try_from(self.as_i128()?).ok()
    }

    fn as_i128(self) -> Option<i128> {
        match self.radix() {
            Some((radix, digits)) => i128::from_str_radix(digits, radix).ok(),
            None => self.decimal()?.to_i128(),
        }
    }

    /// The nearest double; infinite for what is too large and for `.inf`, not a number for `.nan`.
    pub fn as_f64(self) -> f64 {
        if let Some((radix, digits)) = self.radix() {
            return digits.chars().fold(0.0, |value, digit| {
                value * f64::from(radix) + f64::from(digit.to_digit(radix).unwrap_or_default())
            });
        }
        if self.is_finite() {
            return self.text.parse().unwrap_or(f64::NAN);
        }
        match self.text.as_bytes() {
            [.., b'n' | b'N'] => f64::NAN,
            [b'-', ..] => f64::NEG_INFINITY,
            _ => f64::INFINITY,
        }
    }

    /// The number as JSON spells it: decimal, with a digit on either side of the point; `None` for `.inf` and `.nan`.
    pub fn to_json(self) -> Option<String> {
        if self.radix().is_some() {
            return Some(match self.as_i128() {
                Some(value) => value.to_string(),
                None => format!("{:e}", self.as_f64()),
            });
        }
        if !self.is_finite() {
            return None;
        }
        let unsigned = self.text.trim_start_matches(['+', '-']);
        let exponent_start = unsigned.find(['e', 'E']).unwrap_or(unsigned.len());
        let (mantissa, exponent) = unsigned.split_at(exponent_start);
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let sign = if self.text.starts_with('-') { "-" } else { "" };
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            digits => digits,
        };
        let point = if fraction.is_empty() { "" } else { "." };
        Some([sign, whole, point, fraction, exponent].concat())
    }

    /// Radix and digits of `0x1F` and `0o17`.
    fn radix(self) -> Option<(u32, &'t str)> {
        match self.text.as_bytes() {
            [b'0', b'x', ..] => Some((16, &self.text[2..])),
            [b'0', b'o', ..] => Some((8, &self.text[2..])),
            _ => None,
        }
    }

    fn decimal(self) -> Option<Decimal<'t>> {
        self.is_finite().then(|| Decimal::of(self.text))
    }
}

/// A decimal spelling taken apart: `whole.fraction × 10^exponent`.
struct Decimal<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
    exponent: i64,
}

impl<'t> Decimal<'t> {
    fn of(text: &'t str) -> Self {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        // An exponent too long for 64 bits is capped; the value is zero or beyond every machine type either way.
        let beyond = if exponent.starts_with('-') {
            i64::MIN / 2
        } else {
            i64::MAX / 2
        };
        Self {
            negative: text.starts_with('-'),
            whole,
            fraction: fraction.trim_end_matches('0'),
            exponent: exponent.parse().unwrap_or(beyond),
        }
    }

    /// The digits without zeros at either end, and the power of ten of the last of them; `None` for zero.
    fn significant(&self) -> Option<(String, i64)> {
        let digits = [self.whole, self.fraction].concat();
        let scale = self.exponent.saturating_sub(self.fraction.len() as i64);
        let trimmed = digits.trim_end_matches('0');
        let scale = scale.saturating_add((digits.len() - trimmed.len()) as i64);
        let trimmed = trimmed.trim_start_matches('0');
        (!trimmed.is_empty()).then(|| (trimmed.to_owned(), scale))
    }

    fn is_integer(&self) -> bool {
        (self.fraction.is_empty() && self.exponent >= 0)
            || self.significant().is_none_or(|(_, scale)| scale >= 0)
    }

    fn to_i128(&self) -> Option<i128> {
        let Some((digits, scale)) = self.significant() else {
            return Some(0);
        };
        let power = 10_i128.checked_pow(u32::try_from(scale).ok()?)?;
        let value = digits.parse::<i128>().ok()?.checked_mul(power)?;
        Some(if self.negative { -value } else { value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, integer: Option<i64>, double: f64) {
        let number = Number::new(text);
        assert_eq!(number.as_i64(), integer, "{text} as i64");
        assert_eq!(number.as_f64().to_bits(), double.to_bits(), "{text} as f64");
        if integer.is_some() {
            assert!(number.is_integer(), "{text} is whole");
        }
    }

    #[test]
    fn whole_numbers_in_any_spelling() {
        check("0", Some(0), 0.0);
        check("-0", Some(0), -0.0);
        check("+12", Some(12), 12.0);
        check("1.0", Some(1), 1.0);
        check("1e3", Some(1000), 1000.0);
        check("1200e-2", Some(12), 12.0);
        check("0x1F", Some(31), 31.0);
        check("0o17", Some(15), 15.0);
        check("010", Some(10), 10.0);
        check("-9223372036854775808", Some(i64::MIN), i64::MIN as f64);
        check("0e99999999999999999999", Some(0), 0.0);
    }

    #[test]
    fn fractions_and_giants_are_no_machine_integers() {
        check("1.5", None, 1.5);
        check(".5", None, 0.5);
        check("1e-3", None, 0.001);
        check("1e400", None, f64::INFINITY);
        check("1e-99999999999999999999", None, 0.0);
        check("18446744073709551616", None, 18_446_744_073_709_551_616.0);
        assert!(Number::new("1e400").is_integer());
        assert!(!Number::new("1.5").is_integer());
        assert_eq!(Number::new("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(Number::new("-1").as_u64(), None);
    }

    #[test]
    fn json_spells_numbers_in_one_way() {
        let check = |text: &str, json: Option<&str>| {
            assert_eq!(Number::new(text).to_json().as_deref(), json, "{text}");
        };
        check("12", Some("12"));
        check("+1.10", Some("1.10"));
        check("-.5e3", Some("-0.5e3"));
        check("007.", Some("7"));
        check("0x1F", Some("31"));
        check("0o17", Some("15"));
        check("1E400", Some("1E400"));
        check("-.inf", None);
        check(".nan", None);
    }

    #[test]
    fn what_json_cannot_carry_is_told_apart() {
        for text in [".inf", "-.inf", "+.Inf", ".nan", ".NaN", ".INF"] {
            assert!(!Number::new(text).is_finite(), "{text}");
            assert!(!Number::new(text).is_integer(), "{text}");
        }
        assert!(Number::new("0xF").is_finite());
        assert!(Number::new("1e400").is_finite());
        check("-.inf", None, f64::NEG_INFINITY);
        assert!(Number::new(".nan").as_f64().is_nan());
    }
}
