//! Keys of messages: bytes, or what the contract says a key is.

use bytes::Bytes;

use crate::Payload;
use crate::json::{self, DecodeError, EncodeError, Problems};
use crate::text::{self, TextValue};

/// What the key of a message may be: bytes, or any type of a contract.
///
/// A text is written as it is and everything else as JSON, which is what headers do, too.
pub trait MessageKey: Sized {
    /// Checks the key and writes it.
    ///
    /// # Errors
    ///
    /// What the contract does not allow.
    fn write(&self) -> Result<Bytes, EncodeError>;

    /// Reads a key that has arrived, and checks it.
    ///
    /// # Errors
    ///
    /// What the contract does not allow.
    fn read(key: &[u8]) -> Result<Self, DecodeError>;
}

impl MessageKey for Bytes {
    fn write(&self) -> Result<Bytes, EncodeError> {
        Ok(self.clone())
    }

    fn read(key: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self::copy_from_slice(key))
    }
}

/// The place of the key, or inside it.
fn place(pointer: &str) -> String {
    format!("key{pointer}")
}

impl<K: Payload> MessageKey for K {
    fn write(&self) -> Result<Bytes, EncodeError> {
        json::check(self).map_err(|problems| problems.at(place))?;
        let text = text::write(self)
            .map_err(|message| EncodeError::from(Problems::one(place(""), message)))?;
        Ok(text.into())
    }

    fn read(key: &[u8]) -> Result<Self, DecodeError> {
        let no_text = || Problems::one(place(""), "is not UTF-8 text".to_owned());
        let text = std::str::from_utf8(key).map_err(|_| DecodeError::from(no_text()))?;
        let value: Self = TextValue(text)
            .read()
            .map_err(|problems| DecodeError::from(problems.at(place)))?;
        json::check(&value).map_err(|problems| problems.at(place))?;
        Ok(value)
    }
}
