//! A scalar as text.

use bytes::Bytes;

use super::{Codec, Latin1, Text};
use crate::Payload;
use crate::json::{self, DecodeError, EncodeError, Problems};
use crate::text::{self, TextValue};

impl<T: Payload> Codec<T> for Text {
    fn encode(payload: &T) -> Result<Bytes, EncodeError> {
        write(payload).map(Bytes::from)
    }

    fn decode(body: &Bytes) -> Result<T, DecodeError> {
        match std::str::from_utf8(body) {
            Ok(text) => read(text),
            Err(error) => {
                let message = format!("is not UTF-8 at byte {}", error.valid_up_to());
                Err(DecodeError::from(Problems::one(String::new(), message)))
            }
        }
    }
}

impl<T: Payload> Codec<T> for Latin1 {
    fn encode(payload: &T) -> Result<Bytes, EncodeError> {
        let text = write(payload)?;
        let bytes = text.chars().map(u8::try_from);
        let bytes: Result<Vec<u8>, _> = bytes.collect();
        bytes.map(Bytes::from).map_err(|_| {
            let message = "has a character that ISO 8859-1 does not have".to_owned();
            EncodeError::from(Problems::one(String::new(), message))
        })
    }

    fn decode(body: &Bytes) -> Result<T, DecodeError> {
        let text: String = body.iter().copied().map(char::from).collect();
        read(&text)
    }
}

fn write<T: Payload>(payload: &T) -> Result<String, EncodeError> {
    json::check(payload).map_err(EncodeError::from)?;
    text::write(payload).map_err(|message| EncodeError::from(Problems::one(String::new(), message)))
}

fn read<T: Payload>(text: &str) -> Result<T, DecodeError> {
    let payload: T = TextValue(text).read().map_err(DecodeError::from)?;
    json::check(&payload).map_err(DecodeError::from)?;
    Ok(payload)
}
