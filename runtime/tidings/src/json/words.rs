//! serde's errors in the words of JSON Schema.

use std::fmt::Write;

use serde_path_to_error::{Path, Segment};

use tidings_check::message::Shown;

use super::Problems;
use crate::payload::is_read;

/// Stands between the pointer and the message of an error that comes out of a union.
///
/// serde's errors are texts, so the place inside a union has to travel as text; this character is invisible where
/// somebody prints such an error without taking it apart.
const PLACE_END: char = '\u{2063}';

/// Begins the text of an error about a secret, which is invisible for the same reason.
const SECRET: char = '\u{2064}';

/// The text of an error of which nothing may be shown that was read, for [`problem`] to reword.
pub(crate) fn of_secret(text: &str) -> String {
    match text.starts_with(SECRET) {
        true => text.to_owned(),
        false => format!("{SECRET}{text}"),
    }
}

/// The text of an error at `pointer` inside a union, for [`problem`] to take apart.
pub(crate) fn placed(pointer: &str, message: &str) -> String {
    if pointer.is_empty() {
        message.to_owned()
    } else {
        format!("{pointer}{PLACE_END}: {message}")
    }
}

/// What `error`, met at `path`, says.
pub(crate) fn problem(path: &Path, error: &serde_json::Error) -> Problems {
    let (pointer, message) = pointer_and_message(path, error);
    Problems::one(pointer, message)
}

/// The pointer of `path`, joined with the place inside a union if there is one, and the reworded message.
pub(crate) fn pointer_and_message(path: &Path, error: &serde_json::Error) -> (String, String) {
    let pointer = pointer(path);
    let position = format!(" at line {} column {}", error.line(), error.column());
    let text = error.to_string();
    let text = text.strip_suffix(&position).unwrap_or(&text);
    if error.is_syntax() || error.is_eof() {
        return (pointer, format!("is not JSON: {text}{position}"));
    }
    match text.split_once(PLACE_END) {
        Some((inner, message)) => (
            pointer + inner.strip_prefix(SECRET).unwrap_or(inner),
            message.strip_prefix(": ").unwrap_or(message).to_owned(),
        ),
        None => (pointer, reworded(text)),
    }
}

/// The step of a JSON Pointer that leads to the property `name`.
pub(crate) fn step(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The JSON Pointer of `path`.
pub(crate) fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => {
                // Writing to a string cannot fail.
                let _ = write!(pointer, "/{index}");
            }
            Segment::Map { key } | Segment::Enum { variant: key } => {
                pointer.push_str(&step(key));
            }
            // serde does not say the key when the value was never reached.
            Segment::Unknown => {}
        }
    }
    pointer
}

/// A serde message in the words of JSON Schema, without the value that was found: it may be a secret.
pub(crate) fn reworded(text: &str) -> String {
    let (text, is_secret) = match text.strip_prefix(SECRET) {
        Some(text) => (text, true),
        None => (text, is_read()),
    };
    if let Some(rest) = text.strip_prefix("invalid type: ")
        && let Some((found, expected)) = rest.rsplit_once(", expected ")
    {
        return format!(
            "expected {}, found {}",
            type_wanted(expected),
            type_found(found)
        );
    }
    if let Some(rest) = text.strip_prefix("invalid value: ")
        && let Some((found, expected)) = rest.rsplit_once(", expected ")
    {
        let number = found
            .split_once('`')
            .and_then(|(_, rest)| rest.strip_suffix('`'));
        return match (number, range(expected)) {
            (Some(number), Some(range)) => {
                let shown = Shown::Plain(&number).unless(is_secret);
                beyond(number, &shown, expected, range)
            }
            _ => format!(
                "expected {}, found {}",
                type_wanted(expected),
                type_found(found)
            ),
        };
    }
    if let Some(field) = quoted(text, "missing field ") {
        return format!("the property \"{field}\" is missing");
    }
    if let Some(field) = quoted(text, "duplicate field ") {
        return format!("the property \"{field}\" stands twice");
    }
    if let Some(field) = quoted(text, "unknown field ") {
        return format!("the property \"{field}\" is not allowed");
    }
    if let Some(rest) = text.strip_prefix("unknown variant `")
        && let Some((found, known)) = rest.split_once("`, expected ")
    {
        let known = known.strip_prefix("one of ").unwrap_or(known);
        return format!(
            "{} is not one of {}",
            Shown::Text(found).unless(is_secret),
            known.replace('`', "\"")
        );
    }
    text.to_owned()
}

/// The name in backquotes that follows `before`.
fn quoted<'t>(text: &'t str, before: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(before)?.strip_prefix('`')?;
    // The name itself may hold anything but what serde writes after it.
    match rest
        .rfind("`, expected ")
        .or_else(|| rest.rfind("`, there are no fields"))
    {
        Some(end) => Some(&rest[..end]),
        None => rest.strip_suffix('`'),
    }
}

/// The values of a Rust integer type.
fn range(integer: &str) -> Option<(i128, i128)> {
    Some(match integer {
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "i64" => (i64::MIN.into(), i64::MAX.into()),
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, u64::MAX.into()),
        _ => return None,
    })
}

/// That `number`, in digits and as it is `shown`, is outside of the range of the Rust type `integer`, and not as if a
/// contract said so.
fn beyond(number: &str, shown: &Shown<'_>, integer: &str, (least, most): (i128, i128)) -> String {
    match (number.starts_with('-'), least) {
        (false, _) => format!("{shown} is greater than {most}, the most that `{integer}` holds"),
        // No contract has such a type for numbers below zero.
        (true, 0) => format!("{shown} is less than 0"),
        (true, _) => format!("{shown} is less than {least}, the least that `{integer}` holds"),
    }
}

/// What serde calls the wanted type, as JSON Schema calls it.
fn type_wanted(expected: &str) -> &str {
    match expected {
        integer if range(integer).is_some() => "an integer",
        "f32" | "f64" => "a number",
        "a map" => "an object",
        "a sequence" => "an array",
        "unit" => "null",
        text if text.starts_with("struct ") => "an object",
        text if text.starts_with("enum ") => "a string",
        other => other,
    }
}

/// The type of what serde found, which it shows with the value.
fn type_found(found: &str) -> &str {
    match found.split([' ', '`']).next().unwrap_or(found) {
        "null" | "unit" | "Option" => "null",
        "boolean" => "a boolean",
        "integer" => "an integer",
        "floating" => "a number",
        "string" | "character" => "a string",
        "map" => "an object",
        "sequence" => "an array",
        _ => "something else",
    }
}

/// The text of an error inside a union, to be shown within another one.
pub(crate) fn inline(text: &str) -> String {
    text.replace(PLACE_END, "")
}
