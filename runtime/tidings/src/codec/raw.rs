//! Bytes as they are.

use bytes::Bytes;

use super::{Codec, Raw};
use crate::json::{DecodeError, EncodeError};

impl Codec<Bytes> for Raw {
    fn encode(value: &Bytes) -> Result<Bytes, EncodeError> {
        Ok(value.clone())
    }

    fn decode(body: &Bytes) -> Result<Bytes, DecodeError> {
        Ok(body.clone())
    }
}
