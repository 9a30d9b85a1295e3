//! CBOR through `ciborium`.

use bytes::Bytes;
use ciborium::de::Error;
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use tidings_check::Path;

use super::{Cbor, Codec, value};
use crate::Payload;
use crate::json::{DecodeError, EncodeError, Problems};

impl<T: Payload> Codec<T> for Cbor {
    fn encode(payload: &T) -> Result<Bytes, EncodeError> {
        let json = value::of(payload)?;
        let mut bytes = Vec::new();
        ciborium::into_writer(&json, &mut bytes).map_err(value::unwritable)?;
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
        let mut size = 0;
        let json = json(item, &Path::root(), &mut size)?;
        value::read(&json, size)
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

/// The JSON value that a data item is; the reader has limited how deep it can be.
fn json(item: ciborium::Value, path: &Path<'_>, size: &mut usize) -> Result<Value, DecodeError> {
    *size += 1;
    Ok(match item {
        ciborium::Value::Null => Value::Null,
        ciborium::Value::Bool(truth) => Value::Bool(truth),
        ciborium::Value::Text(text) => Value::String(text),
        ciborium::Value::Integer(integer) => integer_of(i128::from(integer)),
        ciborium::Value::Float(float) => match Number::from_f64(float) {
            Some(number) => Value::Number(number),
            None => return Err(problem(path, format!("{float} is no JSON number"))),
        },
        ciborium::Value::Array(items) => {
            let items = items.into_iter().enumerate();
            let items = items.map(|(index, item)| json(item, &path.index(index), size));
            Value::Array(items.collect::<Result<_, _>>()?)
        }
        ciborium::Value::Map(entries) => {
            let mut object = Map::new();
            for (key, item) in entries {
                let ciborium::Value::Text(key) = key else {
                    return Err(problem(path, "has a key that is no text".to_owned()));
                };
                let value = json(item, &path.key(&key), size)?;
                match object.entry(key) {
                    Entry::Vacant(place) => place.insert(value),
                    Entry::Occupied(first) => {
                        let key = first.key();
                        return Err(problem(
                            path,
                            format!("the property \"{key}\" stands twice"),
                        ));
                    }
                };
            }
            Value::Object(object)
        }
        ciborium::Value::Tag(_, item) => json(*item, path, size)?,
        ciborium::Value::Bytes(_) => {
            return Err(problem(
                path,
                "is a byte string, which no JSON value is".to_owned(),
            ));
        }
        _ => {
            return Err(problem(
                path,
                "is a value that JSON does not have".to_owned(),
            ));
        }
    })
}

/// What 64 bits do not hold is a float, as `serde_json` reads it.
fn integer_of(integer: i128) -> Value {
    match (u64::try_from(integer), i64::try_from(integer)) {
        (Ok(integer), _) => Value::from(integer),
        (_, Ok(integer)) => Value::from(integer),
        _ => Value::from(integer as f64),
    }
}
