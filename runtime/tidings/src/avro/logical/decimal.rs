//! Decimal numbers.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tidings_check::{Path, Violations};

use super::super::{AvroType, Reader, Refusal, Writer};
use crate::Payload;

/// `decimal`: a number of at most `PRECISION` digits, of which `SCALE` stand behind the point.
///
/// It is written in `SIZE` bytes where it stands on a `fixed`, and in as few as it needs where `SIZE` is 0.
/// As JSON it is a text with all its digits.
///
/// ```
/// type Price = tidings::avro::Decimal<9, 2>;
///
/// let price: Price = "12.5".parse()?;
/// assert_eq!(price.to_string(), "12.50");
/// assert_eq!(price.unscaled(), 1250);
/// assert!("1.234".parse::<Price>().is_err());
/// # Ok::<(), tidings::avro::Refusal>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal<const PRECISION: u32, const SCALE: u32, const SIZE: usize = 0>(i128);

impl<const PRECISION: u32, const SCALE: u32, const SIZE: usize> Decimal<PRECISION, SCALE, SIZE> {
    /// The number `unscaled`·10⁻ˢᶜᵃˡᵉ, where it has no more digits than allowed.
    pub fn from_unscaled(unscaled: i128) -> Option<Self> {
        let fits = match 10u128.checked_pow(PRECISION) {
            Some(most) => unscaled.unsigned_abs() < most,
            None => true,
        };
        let bits = 8 * u32::try_from(SIZE).unwrap_or(u32::MAX).min(16);
        let holds = SIZE == 0 || bits == 128 || {
            let most = 1i128 << (bits - 1);
            (-most..most).contains(&unscaled)
        };
        (fits && holds).then_some(Self(unscaled))
    }

    /// The number without its point.
    pub fn unscaled(self) -> i128 {
        self.0
    }
}

impl<const PRECISION: u32, const SCALE: u32, const SIZE: usize> fmt::Display
    for Decimal<PRECISION, SCALE, SIZE>
{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = SCALE as usize;
        let digits = format!("{:0>width$}", self.0.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let sign = if self.0 < 0 { "-" } else { "" };
        match fraction {
            "" => write!(formatter, "{sign}{whole}"),
            _ => write!(formatter, "{sign}{whole}.{fraction}"),
        }
    }
}

impl<const PRECISION: u32, const SCALE: u32, const SIZE: usize> fmt::Debug
    for Decimal<PRECISION, SCALE, SIZE>
{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl<const PRECISION: u32, const SCALE: u32, const SIZE: usize> FromStr
    for Decimal<PRECISION, SCALE, SIZE>
{
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let refused = || {
            Refusal::new(format!(
                "is no number of at most {PRECISION} digits, {SCALE} of them behind the point"
            ))
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let scale = SCALE as usize;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = whole.strip_prefix('-').unwrap_or(whole);
        if fraction.len() > scale || unsigned.is_empty() || !digits(unsigned) || !digits(fraction) {
            return Err(refused());
        }
        let unscaled = format!("{whole}{fraction:0<scale$}").parse().ok();
        unscaled.and_then(Self::from_unscaled).ok_or_else(refused)
    }
}

impl<const PRECISION: u32, const SCALE: u32, const SIZE: usize> AvroType
    for Decimal<PRECISION, SCALE, SIZE>
{
    fn write(&self, writer: &mut Writer) {
        let bytes = self.0.to_be_bytes();
        let filling = if self.0 < 0 { 0xff } else { 0 };
        if SIZE == 0 {
            writer.sized(shortest(&bytes, filling));
        } else if let Some(longer) = SIZE.checked_sub(bytes.len()) {
            writer.raw(&vec![filling; longer]);
            writer.raw(&bytes);
        } else {
            writer.raw(&bytes[bytes.len() - SIZE..]);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let bytes = match SIZE {
            0 => reader.sized()?,
            size => reader.raw(size)?,
        };
        let filling = match bytes.first() {
            Some(first) if *first >= 0x80 => 0xff,
            _ => 0,
        };
        let bytes = shortest(bytes, filling);
        let mut whole = [filling; 16];
        let number = whole.len().checked_sub(bytes.len()).map(|start| {
            whole[start..].copy_from_slice(bytes);
            i128::from_be_bytes(whole)
        });
        number
            .and_then(Self::from_unscaled)
            .ok_or_else(|| Refusal::new(format!("is a number of more than {PRECISION} digits")))
    }
}

/// A number in two's complement without bytes that only repeat its sign.
fn shortest(bytes: &[u8], filling: u8) -> &[u8] {
    let mut rest = bytes;
    while let [first, second, ..] = rest
        && *first == filling
        && (second ^ filling) < 0x80
    {
        rest = &rest[1..];
    }
    rest
}

impl<const PRECISION: u32, const SCALE: u32, const SIZE: usize> Serialize
    for Decimal<PRECISION, SCALE, SIZE>
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const PRECISION: u32, const SCALE: u32, const SIZE: usize> Deserialize<'de>
    for Decimal<PRECISION, SCALE, SIZE>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|refusal: Refusal| D::Error::custom(refusal))
    }
}

impl<const PRECISION: u32, const SCALE: u32, const SIZE: usize> Payload
    for Decimal<PRECISION, SCALE, SIZE>
{
    fn check(&self, _: &Path<'_>, _: &mut Violations) {}
}
