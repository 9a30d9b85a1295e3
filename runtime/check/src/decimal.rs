//! Exact decimal numbers: what JSON's grammar can write, without floating point.

use std::cmp::Ordering;
use std::fmt;

/// Exponents are kept within this many places, so that sums of them never overflow and nothing is ever written out.
const EXPONENT_LIMIT: i64 = 1_000_000_000_000_000;

/// Up to how many places an integer is written out: every integer of 128 bits has fewer.
const PLAIN_PLACES: i64 = 40;

/// How many significant digits a divisor may have: with one more digit the remainder still fits 128 bits.
const DIVISOR_DIGITS: usize = 37;

/// A decimal number as exact as its text: `digits × 10^exponent`.
///
/// Two texts of the same number (`1`, `1.0`, `10e-1`) give equal values with equal hashes.
/// An exponent never makes anything large: `1e999999999` has one digit here.
/// Exponents beyond ±10^15 are taken as ±10^15.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    negative: bool,
    /// ASCII digits without leading or trailing zeros; empty for zero.
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// Reads a number in JSON's grammar (RFC 8259 §6); `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
            Some(at) => (&unsigned[..at], parse_exponent(&unsigned[at + 1..])?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || leading_zero || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        Some(Self::normal(negative, whole, fraction, exponent))
    }

    fn normal(negative: bool, whole: &str, fraction: &str, exponent: i64) -> Self {
        let all = [whole, fraction].concat();
        let significant = all.trim_end_matches('0');
        let trailing = (all.len() - significant.len()) as i64;
        let digits = significant.trim_start_matches('0');
        if digits.is_empty() {
            return Self {
                negative: false,
                digits: String::new(),
                exponent: 0,
            };
        }
        Self {
            negative,
            digits: digits.to_owned(),
            exponent: exponent + trailing - fraction.len() as i64,
        }
    }

    /// Whether the number has no fractional part; `1.0` and `1e3` have none (draft-07 validation §6.1.1).
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether the number is less than zero.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// The significant digits, without zeros at either end; empty for zero.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The power of ten of the last significant digit; 0 for zero.
    pub fn exponent(&self) -> i64 {
        self.exponent
    }

    /// How many digits the number has without zeros at either end; none for zero.
    pub fn significant_digits(&self) -> usize {
        self.digits.len()
    }

    /// How many digits the number has behind the decimal point when it is written without an exponent.
    pub fn fraction_digits(&self) -> u64 {
        self.exponent.min(0).unsigned_abs()
    }

    /// This number times 10 to the power of `places`.
    #[must_use]
    pub fn shifted(&self, places: i32) -> Self {
        let exponent = self.exponent + i64::from(places);
        Self {
            exponent: if self.is_zero() { 0 } else { exponent },
            ..self.clone()
        }
    }

    /// Whether this is an integer times `divisor`, exactly (draft-07 validation §6.2.1).
    ///
    /// `None` where that is not decided: `divisor` is zero or has more than 37 significant digits.
    pub fn is_multiple_of(&self, divisor: &Self) -> Option<bool> {
        if divisor.is_zero() || divisor.digits.len() > DIVISOR_DIGITS {
            return None;
        }
        if self.is_zero() {
            return Some(true);
        }
        let zeros = self.exponent - divisor.exponent;
        if zeros < 0 {
            // The divisor ends in more zeros than the value, whose last significant digit is none.
            return Some(false);
        }
        let modulus: u128 = divisor.digits.parse().ok()?;
        // A divisor of 37 digits holds the factors 2 and 5 fewer than 127 times, so further zeros change nothing.
        let zeros = usize::try_from(zeros.min(127)).ok()?;
        let digits = self.digits.bytes().map(|byte| u128::from(byte - b'0'));
        let remainder = digits
            .chain(std::iter::repeat_n(0, zeros))
            .fold(0, |remainder, digit| (remainder * 10 + digit) % modulus);
        Some(remainder == 0)
    }

    /// The greatest integer that is not greater than this number, if it fits 128 bits.
    pub fn floor(&self) -> Option<i128> {
        let (truncated, exact) = self.truncated()?;
        Some(if self.negative && !exact {
            truncated - 1
        } else {
            truncated
        })
    }

    /// The least integer that is not less than this number, if it fits 128 bits.
    pub fn ceil(&self) -> Option<i128> {
        let (truncated, exact) = self.truncated()?;
        Some(if self.negative || exact {
            truncated
        } else {
            truncated + 1
        })
    }

    /// The number as an integer, if it is one that fits 128 bits.
    pub fn to_integer(&self) -> Option<i128> {
        self.is_integer().then(|| self.floor()).flatten()
    }

    /// The number without its fraction, and whether there was none.
    fn truncated(&self) -> Option<(i128, bool)> {
        let places = self.digits.len() as i64 + self.exponent;
        if places <= 0 {
            return Some((0, self.is_zero()));
        }
        // 38 digits always fit; 39 may, and no bound that a machine integer can reach needs them.
        if places > 38 {
            return None;
        }
        let places = usize::try_from(places).ok()?;
        let whole = &self.digits[..places.min(self.digits.len())];
        let zeros = u32::try_from(places - whole.len()).ok()?;
        let magnitude = whole.parse::<i128>().ok()? * 10_i128.pow(zeros);
        let signed = if self.negative { -magnitude } else { magnitude };
        Some((signed, self.exponent >= 0))
    }

    /// The nearest `f64`; infinite where the number is beyond its range.
    pub fn to_f64(&self) -> f64 {
        // The standard library reads decimal texts with correct rounding and without writing exponents out.
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// Position of the first digit before the decimal point: orders magnitudes.
    fn magnitude(&self) -> i64 {
        self.exponent + self.digits.len() as i64
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            // Without leading and trailing zeros, digits of one magnitude compare as text.
            (false, false) => self
                .magnitude()
                .cmp(&other.magnitude())
                .then_with(|| self.digits.cmp(&other.digits)),
        }
    }
}

fn parse_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let magnitude = digits.bytes().fold(0_i64, |sum, byte| {
        (sum * 10 + i64::from(byte - b'0')).min(EXPONENT_LIMIT)
    });
    Some(if negative { -magnitude } else { magnitude })
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                let text = value.to_string();
                let digits = text.strip_prefix('-');
                Self::normal(digits.is_some(), digits.unwrap_or(&text), "", 0)
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

/// The number in JSON's grammar, in one spelling per value: plain up to 40 places, with an exponent beyond.
impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return formatter.write_str("0");
        }
        if self.negative {
            formatter.write_str("-")?;
        }
        let digits = &self.digits;
        let point = self.magnitude();
        match (self.exponent >= 0, point) {
            (true, ..=PLAIN_PLACES) => {
                let zeros = self.exponent as usize;
                write!(formatter, "{digits}{:0<zeros$}", "")
            }
            (false, 1..) => {
                let (whole, fraction) = digits.split_at(point as usize);
                write!(formatter, "{whole}.{fraction}")
            }
            (false, -5..=0) => {
                let zeros = -point as usize;
                write!(formatter, "0.{:0<zeros$}{digits}", "")
            }
            _ => {
                let (first, rest) = digits.split_at(1);
                let separator = if rest.is_empty() { "" } else { "." };
                write!(formatter, "{first}{separator}{rest}e{}", point - 1)
            }
        }
    }
}
