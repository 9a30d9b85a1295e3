//! JSON bytes and checked values.

mod everything;
mod problem;
pub(crate) mod raw;
mod report;
mod scope;
mod strict;
mod whole;
pub(crate) mod words;

pub use problem::{DecodeError, EncodeError};
pub use report::Report;

pub(crate) use everything::everything;
pub(crate) use problem::Problems;
pub(crate) use raw::Raw;
pub(crate) use scope::Scope;
pub(crate) use strict::Strict;

use std::sync::Arc;

use serde_json::Value;
use tidings_check::message::Shown;
use tidings_check::{Path, Violations};

use crate::Payload;
use crate::union::{self, buffer};

/// Values nested deeper than this are refused, in every notation alike; it is what `serde_json` allows.
pub(crate) const DEEPEST: usize = 128;

/// Reads a value and checks every constraint of the contract.
///
/// JSON types are taken literally, as JSON Schema does: an object is not read from an array, and `1.0` is an integer.
/// Repeated keys and anything after the value are refused.
///
/// # Errors
///
/// Everything that is wrong, with its JSON pointer: what has the wrong type, is missing or is not allowed, and every
/// constraint that is broken.
/// Left out is what could only be said of a value that nobody has sent: what a constraint says of a value of the wrong
/// type, or of a list or an object that holds one, and what the branches of a union demand that cannot be told.
///
/// ```
/// let error = tidings::json::from_slice::<Vec<u8>>(b"[1, 300, \"two\"]").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "/1: 300 is greater than 255, the most that `u8` holds; /2: expected an integer, found a string"
/// );
/// ```
pub fn from_slice<T: Payload>(bytes: &[u8]) -> Result<T, DecodeError> {
    from_slice_with(bytes, Report::All)
}

/// Reads a value as [`from_slice`] does, and tells as much of what is wrong as `report` says.
///
/// # Errors
///
/// What is wrong, with its JSON pointer.
///
/// ```
/// use tidings::json::{Report, from_slice_with};
/// # use tidings::{Payload, Violation};
/// # #[derive(Debug, serde::Serialize, serde::Deserialize)]
/// # struct Percentages(Vec<u32>);
/// # impl Payload for Percentages {
/// #     fn check(&self, path: &tidings_check::Path<'_>, violations: &mut tidings_check::Violations) {
/// #         for (index, item) in self.0.iter().enumerate() {
/// #             tidings_check::maximum(*item, 100, &path.index(index), violations);
/// #         }
/// #     }
/// # }
///
/// // `Percentages` is a list of numbers up to 100, as a contract describes it.
/// let all = from_slice_with::<Percentages>(b"[101, 5, 102]", Report::All).unwrap_err();
/// assert_eq!(all.to_string(), "/0: 101 is greater than 100; /2: 102 is greater than 100");
///
/// let first = from_slice_with::<Percentages>(b"[101, 5, 102]", Report::First).unwrap_err();
/// assert_eq!(first.violations().len(), 1);
/// ```
pub fn from_slice_with<T: Payload>(bytes: &[u8], report: Report) -> Result<T, DecodeError> {
    let value: T = match read(bytes) {
        Ok(value) => value,
        Err(_) => explain(bytes, report)?,
    };
    let wire = || serde_json::from_slice(bytes).ok().map(Arc::new);
    check_read(&value, report, wire).map_err(DecodeError::from)?;
    Ok(value)
}

/// Checks every constraint of the contract and writes a value.
///
/// # Errors
///
/// Every constraint that is broken, with its JSON pointer.
pub fn to_vec<T: Payload>(value: &T) -> Result<Vec<u8>, EncodeError> {
    to_vec_with(value, Report::All)
}

/// Writes a value as [`to_vec`] does, and tells as much of what is wrong as `report` says.
///
/// # Errors
///
/// The constraints that are broken, with their JSON pointers.
///
/// ```
/// use tidings::json::{Report, to_vec_with};
///
/// let error = to_vec_with(&vec![f64::NAN, f64::INFINITY], Report::First).unwrap_err();
/// assert_eq!(error.to_string(), "/0: NaN is no JSON number");
/// ```
pub fn to_vec_with<T: Payload>(value: &T, report: Report) -> Result<Vec<u8>, EncodeError> {
    found_by(report, |path, violations| value.check(path, violations))
        .map_err(EncodeError::from)?;
    serde_json::to_vec(value).map_err(|error| {
        EncodeError::from(Problems::one(
            String::new(),
            format!("cannot be written: {error}"),
        ))
    })
}

/// The value, if it breaks no constraint of the contract.
///
/// # Errors
///
/// Every constraint that is broken.
pub fn checked<T: Payload>(value: T) -> Result<T, EncodeError> {
    check(&value).map_err(EncodeError::from)?;
    Ok(value)
}

#[doc(hidden)]
/// Why `text` is none of the texts that an enumeration lists.
pub fn unlisted<'t>(text: &str, listed: impl Iterator<Item = &'t str>) -> EncodeError {
    let message = tidings_check::message::enumeration(Shown::Text(text), &union::listed(listed));
    EncodeError::from(Problems::one(String::new(), message))
}

/// The constraints that `value` breaks, which is to be written.
pub(crate) fn check<T: Payload>(value: &T) -> Result<(), Problems> {
    found_by(Report::All, |path, violations| {
        value.check(path, violations)
    })
}

/// The constraints that `value` breaks, which was read; `wire` is what it was read from, and is asked only where a check
/// is about the whole of that.
pub(crate) fn check_read<T: Payload>(
    value: &T,
    report: Report,
    wire: impl FnOnce() -> Option<Arc<Value>>,
) -> Result<(), Problems> {
    found_in_read(
        report,
        |path, violations| value.check(path, violations),
        wire,
    )
}

/// What `check` reports of a value that was read; `wire` is what it was read from, as in [`check_read`].
pub(crate) fn found_in_read(
    report: Report,
    check: impl Fn(&Path<'_>, &mut Violations),
    wire: impl FnOnce() -> Option<Arc<Value>>,
) -> Result<(), Problems> {
    let mut violations = report.violations().without_wire();
    check(&Path::root(), &mut violations);
    if violations.misses_wire() {
        violations = match wire() {
            Some(wire) => report.violations().with_wire(wire),
            // What has no form in JSON is judged by what would be written.
            None => report.violations(),
        };
        check(&Path::root(), &mut violations);
    }
    refused(violations)
}

/// What `check` reports, if anything.
pub(crate) fn found_by(
    report: Report,
    check: impl FnOnce(&Path<'_>, &mut Violations),
) -> Result<(), Problems> {
    let mut violations = report.violations();
    check(&Path::root(), &mut violations);
    refused(violations)
}

fn refused(violations: Violations) -> Result<(), Problems> {
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Problems::from(violations))
    }
}

#[doc(hidden)]
/// Checks what generated code knows of a payload beyond its type, before it is written.
///
/// # Errors
///
/// What `check` reports.
pub fn may_be_sent(check: impl FnOnce(&Path<'_>, &mut Violations)) -> Result<(), EncodeError> {
    found_by(Report::All, check).map_err(EncodeError::from)
}

#[doc(hidden)]
/// Checks what generated code knows of a payload beyond its type, after it was read.
///
/// # Errors
///
/// What `check` reports.
pub fn may_be_received(check: impl FnOnce(&Path<'_>, &mut Violations)) -> Result<(), DecodeError> {
    found_by(Report::All, check).map_err(DecodeError::from)
}

/// The fast way: no place is remembered, so an error says little.
fn read<T: Payload>(bytes: &[u8]) -> Result<T, serde_json::Error> {
    let _scope = Scope::fast(bytes.len());
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = T::deserialize(Strict(&mut reader))?;
    reader.end()?;
    Ok(value)
}

/// The slow way, taken only for bytes that the fast one refuses: it remembers places, and goes on behind them; and it
/// reads integers of which every digit counts although they are written like floats.
#[cold]
fn explain<T: Payload>(bytes: &[u8], report: Report) -> Result<T, DecodeError> {
    let first = match read_exactly(bytes) {
        Ok(value) => return Ok(value),
        Err(first) => first,
    };
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    // What is no JSON, or has a property twice, has no values to go on with.
    let document = buffer::read(&mut reader)
        .ok()
        .filter(|_| report == Report::All && reader.end().is_ok());
    Err(DecodeError::from(match document {
        Some((document, size)) => everything::<T>(document, size, first),
        None => first,
    }))
}

fn read_exactly<T: Payload>(bytes: &[u8]) -> Result<T, Problems> {
    let _scope = Scope::exact(bytes.len());
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut reader, &mut track);
    let read = T::deserialize(Strict(tracked)).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| words::problem(&track.path(), &error))
}

#[cfg(test)]
mod tests;
