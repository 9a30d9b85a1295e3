//! The way between a payload and the JSON value that another notation writes.
//!
//! A body is read into a value first, so that what serde's formats do differently from each other (bytes, keys that are
//! no texts, how enumerations are written) makes no difference to the types.

use std::sync::Arc;

use serde_json::Value;

use crate::Payload;
use crate::json::{self, DecodeError, EncodeError, Problems, Report, Scope, Strict, words};

/// Values nested deeper than this are refused, in every notation alike; it is what `serde_json` allows.
pub(crate) const DEEPEST: usize = 128;

/// The JSON value of a payload, once it is checked.
pub(super) fn of<T: Payload>(payload: &T) -> Result<Value, EncodeError> {
    json::check(payload).map_err(EncodeError::from)?;
    payload
        .serialize(serde_json::value::Serializer)
        .map_err(unwritable)
}

/// What cannot be written, in words.
pub(super) fn unwritable(error: impl std::fmt::Display) -> EncodeError {
    let message = format!("cannot be written: {error}");
    EncodeError::from(Problems::one(String::new(), message))
}

/// The payload that `value`, which is made of `size` values, describes.
pub(super) fn read<T: Payload>(value: &Value, size: usize) -> Result<T, DecodeError> {
    let payload = {
        let _scope = Scope::fast(size);
        T::deserialize(Strict(value))
    };
    let payload = match payload {
        Ok(payload) => payload,
        Err(_) => explain(value, size).map_err(DecodeError::from)?,
    };
    json::check_read(&payload, Report::All, || Some(Arc::new(value.clone())))
        .map_err(DecodeError::from)?;
    Ok(payload)
}

/// Reads once more and remembers places, for values that are known to be wrong.
#[cold]
fn explain<T: Payload>(value: &Value, size: usize) -> Result<T, Problems> {
    let read = {
        let _scope = Scope::exact(size);
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(value, &mut track);
        T::deserialize(Strict(tracked)).map_err(|error| words::problem(&track.path(), &error))
    };
    read.map_err(|first| json::everything::<T>(value.clone(), size, first))
}
