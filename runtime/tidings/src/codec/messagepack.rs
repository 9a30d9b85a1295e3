//! MessagePack through `rmp-serde`.

use bytes::Bytes;
use rmp_serde::decode::Error;

use super::{Codec, MessagePack, value};
use crate::Payload;
use crate::json::{DecodeError, EncodeError, Problems, words};
use crate::union::buffer;

impl<T: Payload> Codec<T> for MessagePack {
    fn encode(payload: &T) -> Result<Bytes, EncodeError> {
        let bytes = rmp_serde::to_vec_named(&value::of(payload)?);
        bytes.map(Bytes::from).map_err(value::unwritable)
    }

    fn decode(body: &Bytes) -> Result<T, DecodeError> {
        let mut rest = &body[..];
        let mut reader = rmp_serde::Deserializer::new(&mut rest);
        reader.set_max_depth(value::DEEPEST);
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(&mut reader, &mut track);
        let (json, size) = buffer::read(tracked).map_err(|error| {
            let pointer = words::pointer(&track.path());
            DecodeError::from(Problems::one(pointer, in_words(&error)))
        })?;
        if !rest.is_empty() {
            let message = format!("is not MessagePack: {} bytes follow the value", rest.len());
            return Err(DecodeError::from(Problems::one(String::new(), message)));
        }
        value::read(&json, size)
    }
}

fn in_words(error: &Error) -> String {
    match error {
        Error::InvalidMarkerRead(_) | Error::InvalidDataRead(_) => {
            "is not MessagePack: it ends too early".to_owned()
        }
        Error::TypeMismatch(_) => "is not MessagePack: a byte has no meaning there".to_owned(),
        Error::DepthLimitExceeded => format!("is nested deeper than {} levels", value::DEEPEST),
        Error::Utf8Error(_) => "is a text that is not UTF-8".to_owned(),
        Error::Syntax(message) | Error::Uncategorized(message) => words::reworded(message),
        other => format!("is not MessagePack: {other}"),
    }
}
