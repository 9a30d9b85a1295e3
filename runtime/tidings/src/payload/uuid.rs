//! A universally unique identifier.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use tidings_check::Format;

use super::text::{InvalidFormat, written_as_text};

/// A `uuid` of RFC 4122 §3, which is written back exactly as it was read: digits in upper case stay so.
///
/// Equality and order are those of the 128 bits, because the case of a digit says nothing (RFC 4122 §3).
/// The default is the nil UUID (RFC 4122 §4.1.7), which stands in a header until the id of a request is known.
/// With the feature `uuid` there are conversions from and into the type of that crate.
///
/// ```
/// use tidings::Uuid;
///
/// let id: Uuid = "7D9F2C1E-4b5a-4c3d-8e2f-1a2b3c4d5e6f".parse()?;
/// assert_eq!(id.to_string(), "7D9F2C1E-4b5a-4c3d-8e2f-1a2b3c4d5e6f");
/// assert_eq!(id, "7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f".parse()?);
/// assert_eq!(Uuid::default().to_string(), "00000000-0000-0000-0000-000000000000");
/// # Ok::<(), tidings::InvalidFormat>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Uuid {
    bits: u128,
    /// One bit for each digit from the first on: whether it is written in upper case.
    upper: u32,
}

written_as_text!(Uuid);

impl Uuid {
    /// The identifier with these bits, written in lower case.
    pub const fn from_u128(bits: u128) -> Self {
        Self { bits, upper: 0 }
    }

    /// The 128 bits.
    pub const fn as_u128(self) -> u128 {
        self.bits
    }

    /// The identifier with these bytes, written in lower case.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self::from_u128(u128::from_be_bytes(bytes))
    }

    /// The 16 bytes.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.bits.to_be_bytes()
    }
}

impl FromStr for Uuid {
    type Err = InvalidFormat;

    fn from_str(text: &str) -> Result<Self, InvalidFormat> {
        InvalidFormat::check(Format::Uuid, text)?;
        let mut id = Self::from_u128(0);
        for digit in text
            .chars()
            .filter_map(|digit| Some((digit, digit.to_digit(16)?)))
        {
            let (written, value) = digit;
            id.bits = id.bits << 4 | u128::from(value);
            id.upper = id.upper << 1 | u32::from(written.is_ascii_uppercase());
        }
        Ok(id)
    }
}

/// Where the two digits of each byte begin.
const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

impl fmt::Display for Uuid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [b'-'; 36];
        // Every message has one, so bytes are written by a table, and case is a matter for those that have any.
        for (byte, place) in self.to_bytes().into_iter().zip(PLACES) {
            text[place] = DIGITS[usize::from(byte >> 4)];
            text[place + 1] = DIGITS[usize::from(byte & 0xf)];
        }
        if self.upper != 0 {
            let digits = text.iter_mut().filter(|character| **character != b'-');
            for (digit, character) in digits.enumerate() {
                if self.upper >> (31 - digit) & 1 == 1 {
                    character.make_ascii_uppercase();
                }
            }
        }
        // Digits and hyphens are UTF-8.
        formatter.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl PartialEq for Uuid {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl Eq for Uuid {}

impl PartialOrd for Uuid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Uuid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bits.cmp(&other.bits)
    }
}

impl Hash for Uuid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bits.hash(state);
    }
}

#[cfg(feature = "uuid")]
impl From<uuid::Uuid> for Uuid {
    fn from(id: uuid::Uuid) -> Self {
        Self::from_u128(id.as_u128())
    }
}

#[cfg(feature = "uuid")]
impl From<Uuid> for uuid::Uuid {
    fn from(id: Uuid) -> Self {
        Self::from_u128(id.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_each_digit_is_kept_and_does_not_count() {
        let lower: Uuid = "0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d".parse().unwrap();
        for text in [
            "0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d",
            "0A1B2C3D-4E5F-6A7B-8C9D-0E1F2A3B4C5D",
            "0A1b2C3d-4e5F-6a7B-8C9d-0e1f2a3B4c5D",
        ] {
            let id: Uuid = text.parse().unwrap();
            assert_eq!(id.to_string(), text);
            assert_eq!(id, lower);
            assert_eq!(
                Uuid::from_bytes(id.to_bytes()).to_string(),
                lower.to_string()
            );
        }
    }

    #[test]
    fn what_is_no_uuid_is_refused() {
        for text in [
            "",
            "0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d",
            "0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5g",
        ] {
            assert!(text.parse::<Uuid>().is_err(), "{text}");
        }
    }
}
