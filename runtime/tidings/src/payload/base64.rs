//! Bytes that are a text.

use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
use tidings_check::Format;

use super::text::{InvalidFormat, written_as_text};
use crate::base64;

/// Bytes that are base64 in JSON, as `format: byte` says, which are written back exactly as they were read.
///
/// Equality and order are those of the texts.
///
/// ```
/// use tidings::Base64;
///
/// let picture = Base64::from(b"tidings");
/// assert_eq!(picture.to_string(), "dGlkaW5ncw==");
/// assert_eq!(picture.bytes(), &b"tidings"[..]);
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(Box<str>);

written_as_text!(Base64);

impl Base64 {
    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes that the text stands for.
    pub fn bytes(&self) -> Bytes {
        // What is here was checked when it was made.
        base64::read(&self.0).unwrap_or_default().into()
    }
}

impl FromStr for Base64 {
    type Err = InvalidFormat;

    fn from_str(text: &str) -> Result<Self, InvalidFormat> {
        InvalidFormat::check(Format::Byte, text)?;
        Ok(Self(text.into()))
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(base64::write(bytes).into())
    }
}

impl<const LENGTH: usize> From<&[u8; LENGTH]> for Base64 {
    fn from(bytes: &[u8; LENGTH]) -> Self {
        Self::from(&bytes[..])
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(&bytes[..])
    }
}

impl From<Bytes> for Base64 {
    fn from(bytes: Bytes) -> Self {
        Self::from(&bytes[..])
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_texts_stay_what_they_are() {
        for length in 0..16_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(37)).collect();
            let text = Base64::from(&bytes[..]).to_string();
            let read: Base64 = text.parse().unwrap();
            assert_eq!(read.bytes(), bytes);
        }
        // The last two bits say nothing, and are kept.
        let odd: Base64 = "AB==".parse().unwrap();
        assert_eq!(odd.to_string(), "AB==");
        assert_eq!(odd.bytes(), &[0][..]);
        assert!("AAE".parse::<Base64>().is_err());
    }
}
