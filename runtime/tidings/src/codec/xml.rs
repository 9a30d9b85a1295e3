//! XML through `quick-xml`.

use bytes::Bytes;

use super::{Codec, Xml, value};
use crate::Payload;
use crate::json::{DecodeError, EncodeError, Problems};
use crate::xml::{self, Description};

impl<T: Payload, D: Description> Codec<T> for Xml<D> {
    fn encode(payload: &T) -> Result<Bytes, EncodeError> {
        let json = value::of(payload)?;
        let text = xml::write::<D>(&json).map_err(EncodeError::from)?;
        Ok(text.into())
    }

    fn decode(body: &Bytes) -> Result<T, DecodeError> {
        let text = std::str::from_utf8(body).map_err(|error| {
            let message = format!("is not UTF-8 at byte {}", error.valid_up_to());
            DecodeError::from(Problems::one(String::new(), message))
        })?;
        let (json, size) = xml::read::<D>(text).map_err(DecodeError::from)?;
        value::read(&json, size)
    }
}
