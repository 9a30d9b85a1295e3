//! The JSON text that a data item stands for.

use std::collections::HashSet;
use std::fmt::Write;

use ciborium::Value;
use serde_json::Number;
use tidings_check::Path;

use super::problem;
use crate::Decimal;
use crate::json::DecodeError;

/// Integers of any size (RFC 8949 §3.4.3), and a power of ten with an integer (§3.4.4).
pub(super) const POSITIVE: u64 = 2;
pub(super) const NEGATIVE: u64 = 3;
pub(super) const FRACTION: u64 = 4;

/// Writes the JSON of `item` to `text`; the reader has limited how deep it can be.
pub(super) fn json(item: Value, path: &Path<'_>, text: &mut String) -> Result<(), DecodeError> {
    match item {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if truth { "true" } else { "false" }),
        Value::Text(value) => quote(&value, text),
        // Writing to a string cannot fail.
        Value::Integer(integer) => drop(write!(text, "{}", i128::from(integer))),
        Value::Float(float) => match Number::from_f64(float) {
            Some(number) => drop(write!(text, "{number}")),
            None => return Err(problem(path, format!("{float} is no JSON number"))),
        },
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.into_iter().enumerate() {
                separate(index, text);
                json(item, &path.index(index), text)?;
            }
            text.push(']');
        }
        Value::Map(entries) => map(entries, path, text)?,
        Value::Tag(POSITIVE | NEGATIVE | FRACTION, _) => match number(&item) {
            Some(number) => text.push_str(&number),
            None => {
                let message = "is a number that 128 bits do not hold".to_owned();
                return Err(problem(path, message));
            }
        },
        Value::Tag(_, item) => json(*item, path, text)?,
        Value::Bytes(_) => {
            let message = "is a byte string, which no JSON value is".to_owned();
            return Err(problem(path, message));
        }
        _ => {
            let message = "is a value that JSON does not have".to_owned();
            return Err(problem(path, message));
        }
    }
    Ok(())
}

fn map(
    entries: Vec<(Value, Value)>,
    path: &Path<'_>,
    text: &mut String,
) -> Result<(), DecodeError> {
    let mut keys = HashSet::new();
    text.push('{');
    for (index, (key, item)) in entries.into_iter().enumerate() {
        let Value::Text(key) = key else {
            return Err(problem(path, "has a key that is no text".to_owned()));
        };
        separate(index, text);
        quote(&key, text);
        text.push(':');
        json(item, &path.key(&key), text)?;
        if let Some(key) = keys.replace(key) {
            let message = format!("the property \"{key}\" stands twice");
            return Err(problem(path, message));
        }
    }
    text.push('}');
    Ok(())
}

fn separate(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

fn quote(value: &str, text: &mut String) {
    text.push_str(&serde_json::Value::from(value).to_string());
}

/// The digits of a number that is no plain integer or float.
fn number(item: &Value) -> Option<String> {
    let Value::Tag(FRACTION, parts) = item else {
        return big(item).map(|(sign, digits)| format!("{sign}{digits}"));
    };
    let [exponent, mantissa] = &parts.as_array()?[..] else {
        return None;
    };
    let exponent = i64::try_from(i128::from(exponent.as_integer()?)).ok()?;
    let mantissa = match mantissa {
        Value::Integer(integer) => i128::from(*integer),
        big_one => {
            let (sign, digits) = big(big_one)?;
            format!("{sign}{digits}").parse().ok()?
        }
    };
    Some(match u32::try_from(-exponent) {
        Ok(scale) => Decimal::from_scaled(mantissa, scale).to_string(),
        Err(_) => format!("{mantissa}e{exponent}"),
    })
}

/// The sign and the digits of an integer whose bytes are written out.
fn big(item: &Value) -> Option<(&'static str, u128)> {
    let Value::Tag(tag @ (POSITIVE | NEGATIVE), bytes) = item else {
        return None;
    };
    let bytes = bytes.as_bytes()?;
    let start = bytes.iter().position(|byte| *byte != 0);
    let bytes = &bytes[start.unwrap_or(bytes.len())..];
    let mut whole = [0; 16];
    let unused = whole.len().checked_sub(bytes.len())?;
    whole[unused..].copy_from_slice(bytes);
    let magnitude = u128::from_be_bytes(whole);
    match *tag {
        NEGATIVE => Some(("-", magnitude.checked_add(1)?)),
        _ => Some(("", magnitude)),
    }
}
