//! CBOR through `ciborium`.
//!
//! Between it and the types stands JSON text, in which numbers have as many digits as they need.

mod read;
mod write;

use bytes::Bytes;
use ciborium::de::Error;
use tidings_check::Path;

use super::{Cbor, Codec, value};
use crate::Payload;
use crate::json::{self, DecodeError, EncodeError, Problems};

impl<T: Payload> Codec<T> for Cbor {
    fn encode(payload: &T) -> Result<Bytes, EncodeError> {
        let json = json::to_vec(payload)?;
        let item = write::item(&json)?;
        let mut bytes = Vec::new();
        ciborium::into_writer(&item, &mut bytes).map_err(value::unwritable)?;
        Ok(bytes.into())
    }

    fn decode(body: &Bytes) -> Result<T, DecodeError> {
        let mut rest = &body[..];
        let item = ciborium::de::from_reader_with_recursion_limit(&mut rest, value::DEEPEST)
            .map_err(|error| problem(&Path::root(), in_words(&error)))?;
        if !rest.is_empty() {
            let message = format!("is not CBOR: {} bytes follow the value", rest.len());
            return Err(problem(&Path::root(), message));
        }
        let mut text = String::new();
        read::json(item, &Path::root(), &mut text)?;
        json::from_slice(text.as_bytes())
    }
}

fn problem(path: &Path<'_>, message: String) -> DecodeError {
    DecodeError::from(Problems::one(path.to_string(), message))
}

fn in_words(error: &Error<std::io::Error>) -> String {
    match error {
        Error::Io(_) => "is not CBOR: it ends too early".to_owned(),
        Error::Syntax(offset) => format!("is not CBOR at byte {offset}"),
        Error::Semantic(_, message) => format!("is not CBOR: {message}"),
        Error::RecursionLimitExceeded => {
            format!("is nested deeper than {} levels", value::DEEPEST)
        }
    }
}
