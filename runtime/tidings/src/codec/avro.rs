//! Apache Avro.

use bytes::Bytes;

use super::{Avro, Codec};
use crate::Payload;
use crate::avro::{self, AvroType};
use crate::json::{DecodeError, EncodeError};

impl<T: AvroType + Payload> Codec<T> for Avro {
    fn encode(value: &T) -> Result<Bytes, EncodeError> {
        avro::encode(value)
    }

    fn decode(body: &Bytes) -> Result<T, DecodeError> {
        avro::decode(body)
    }
}
