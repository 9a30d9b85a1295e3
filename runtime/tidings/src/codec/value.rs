//! The way between a payload and the JSON value that another notation writes.
//!
//! A body is read into a value first, so that what serde's formats do differently from each other (bytes, keys that are
//! no texts, how enumerations are written) makes no difference to the types.

use std::sync::Arc;

use serde_json::Value;
use tidings_check::Decimal;

use crate::Payload;
use crate::json::{self, DecodeError, EncodeError, Problems, Report, Scope, Strict, words};

pub(crate) use crate::json::DEEPEST;

/// The JSON value of a payload, once it is checked; what has numbers that a [`Value`] would round is refused.
#[cfg(any(feature = "messagepack", feature = "xml"))]
pub(super) fn of<T: Payload>(payload: &T) -> Result<Value, EncodeError> {
    let text = json::to_vec(payload)?;
    match rounded(&text) {
        Some(number) => Err(unwritable(format!(
            "{} has more digits than 64 bits hold",
            String::from_utf8_lossy(number)
        ))),
        None => serde_json::from_slice(&text).map_err(unwritable),
    }
}

/// The first number of the JSON `text` that a [`Value`] would round.
#[cfg(any(feature = "messagepack", feature = "xml"))]
fn rounded(text: &[u8]) -> Option<&[u8]> {
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
        match first {
            b'"' => rest = behind_text(behind),
            b'-' | b'0'..=b'9' => {
                let end = rest.iter().position(|byte| !is_digit(byte));
                let (number, behind) = rest.split_at(end.unwrap_or(rest.len()));
                if !std::str::from_utf8(number).is_ok_and(is_held) {
                    return Some(number);
                }
                rest = behind;
            }
            _ => rest = behind,
        }
    }
    None
}

/// What stands behind a text whose opening quotation mark has been read.
#[cfg(any(feature = "messagepack", feature = "xml"))]
fn behind_text(mut rest: &[u8]) -> &[u8] {
    loop {
        match rest {
            [b'\\', _, behind @ ..] => rest = behind,
            [b'"', behind @ ..] => return behind,
            [_, behind @ ..] => rest = behind,
            [] => return rest,
        }
    }
}

/// Whether 64 bits hold the number `text` exactly, as an integer or as the float that is written like it.
#[cfg(any(feature = "messagepack", feature = "xml"))]
pub(crate) fn is_held(text: &str) -> bool {
    text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok() || is_float(text)
}

/// Whether `text` is the number of a float, and written as one.
pub(super) fn is_float(text: &str) -> bool {
    let float = text.parse::<f64>().ok();
    let float = float.filter(|float| float.is_finite() && text.contains(['.', 'e', 'E']));
    // As JSON writes it: where two numbers are equally near to a float, another writer may choose the other one.
    let written = float.and_then(serde_json::Number::from_f64);
    let written = written.and_then(|number| Decimal::parse(&number.to_string()));
    written.is_some() && written == Decimal::parse(text)
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
