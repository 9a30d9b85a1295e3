//! Protocol Buffers.

use bytes::Bytes;

use super::{Codec, Protobuf};
use crate::Payload;
use crate::json::{self, DecodeError, EncodeError};
use crate::protobuf::{self, Message};

impl<T: Message + Payload> Codec<T> for Protobuf {
    fn encode(value: &T) -> Result<Bytes, EncodeError> {
        json::check(value).map_err(EncodeError::from)?;
        Ok(protobuf::write(value))
    }

    fn decode(body: &Bytes) -> Result<T, DecodeError> {
        let value: T = protobuf::read(body).map_err(DecodeError::from)?;
        json::check(&value).map_err(DecodeError::from)?;
        Ok(value)
    }
}
