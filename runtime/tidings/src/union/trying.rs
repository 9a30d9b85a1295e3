//! Unions whose branches are told apart by trying.

use serde::Deserializer;
use std::sync::Arc;

use serde::de::Error;
use serde_json::Value;
use tidings_check::{Path, Violations};

use super::{Branch, Part, PartError, Source};
use crate::Payload;
use crate::json::{self, Raw, Report, Scope, words};

/// A union whose branches are told apart by trying.
pub trait Alternatives: Payload {
    /// Reports to `violations` what the branch that the value is of demands, and nothing about the other branches.
    fn check_alternative(&self, path: &Path<'_>, violations: &mut Violations);
}

/// A branch of an ordered union: what errors call it, the properties that it declares if it is an object that declares
/// some, and how it is decoded.
pub type OrderedBranch<T> = (
    &'static str,
    Option<&'static [&'static str]>,
    fn(Part<'_>) -> Result<T, PartError>,
);

/// Decodes `source` as one branch, with its constraints; `None` when alternatives have been tried too often.
fn tried<T: Alternatives>(
    source: &Source<'_>,
    decode: fn(Part<'_>) -> Result<T, PartError>,
) -> Option<Result<T, PartError>> {
    if !Scope::spend(source.size) {
        return None;
    }
    let decoded = decode(source.part());
    Some(decoded.and_then(|value| {
        let checked = json::found_in_read(
            Report::First,
            |path, violations| value.check_alternative(path, violations),
            || Some(Arc::new(source.value().clone())),
        );
        let refused = checked.map_err(|problems| {
            let violation = problems.first();
            PartError(words::placed(&violation.pointer, &violation.message))
        });
        refused.map(|()| value)
    }))
}

const TOO_DEEP: &str = "alternatives are nested too deeply to be told apart";

/// What each branch says against the content.
#[derive(Default)]
struct Refusals(Vec<String>);

impl Refusals {
    fn add(&mut self, name: &str, PartError(message): PartError) {
        self.0.push(format!("{name} ({})", words::inline(&message)));
    }

    fn error<E: Error>(self) -> E {
        E::custom(format!("matches none of {}", self.0.join(", ")))
    }
}

fn both(one: &str, other: &str) -> String {
    format!("matches both {one} and {other}, and only one is allowed")
}

/// Decodes a union of which exactly one branch must describe the content, its constraints included.
///
/// # Errors
///
/// Says why each branch does not describe the content, or which of them do although only one may.
pub fn one_of<'de, D: Deserializer<'de>, T: Alternatives>(
    deserializer: D,
    branches: &[Branch<&'static str, T>],
) -> Result<T, D::Error> {
    let source = Source::read(deserializer)?;
    let _scope = Scope::join(source.size);
    let mut matching: Option<(&str, T)> = None;
    let mut refusals = Refusals::default();
    for (name, decode) in branches {
        let decoded = tried(&source, *decode);
        match (decoded.ok_or_else(|| Error::custom(TOO_DEEP))?, &matching) {
            (Ok(value), None) => matching = Some((name, value)),
            (Ok(_), Some((other, _))) => return Err(Error::custom(both(other, name))),
            (Err(error), _) => refusals.add(name, error),
        }
    }
    matching
        .map(|(_, value)| value)
        .ok_or_else(|| refusals.error())
}

/// Decodes a union of which at most one branch can describe a content, its constraints included.
///
/// # Errors
///
/// Says why each branch does not describe the content.
pub fn first_of<'de, D: Deserializer<'de>, T: Alternatives>(
    deserializer: D,
    branches: &[Branch<&'static str, T>],
) -> Result<T, D::Error> {
    let source = Source::read(deserializer)?;
    let _scope = Scope::join(source.size);
    let mut refusals = Refusals::default();
    for (name, decode) in branches {
        let decoded = tried(&source, *decode);
        match decoded.ok_or_else(|| Error::custom(TOO_DEEP))? {
            Ok(value) => return Ok(value),
            Err(error) => refusals.add(name, error),
        }
    }
    Err(refusals.error())
}

/// Decodes a union of which several branches may describe the content: the first that declares every property and
/// loses nothing, else the first that loses nothing, else the first.
///
/// # Errors
///
/// Says why each branch does not describe the content.
pub fn in_order<'de, D: Deserializer<'de>, T: Alternatives>(
    deserializer: D,
    branches: &[OrderedBranch<T>],
) -> Result<T, D::Error> {
    let source = Source::read(deserializer)?;
    let _scope = Scope::join(source.size);
    let mut refusals = Refusals::default();
    let mut best: Option<(bool, T)> = None;
    for (name, declared, decode) in branches {
        let decoded = tried(&source, *decode);
        match decoded.ok_or_else(|| Error::custom(TOO_DEEP))? {
            Ok(value) => {
                let is_whole = is_written_as(&value, source.value());
                if is_whole && declares_all(*declared, source.value()) {
                    return Ok(value);
                }
                if best.as_ref().is_none_or(|(whole, _)| is_whole && !whole) {
                    best = Some((is_whole, value));
                }
            }
            Err(error) => refusals.add(name, error),
        }
    }
    best.map(|(_, value)| value).ok_or_else(|| refusals.error())
}

/// Whether every property of `value` is among those that are `declared`.
fn declares_all(declared: Option<&[&str]>, value: &Value) -> bool {
    match (declared, value) {
        (Some(declared), Value::Object(properties)) => properties
            .keys()
            .all(|name| declared.contains(&name.as_str())),
        _ => true,
    }
}

fn is_written_as<T: Alternatives>(value: &T, content: &Value) -> bool {
    serde_json::to_value(value).is_ok_and(|written| written == *content)
}

/// Reports to `violations` when several branches describe `value`, of which only one may.
pub fn only_one<T: Alternatives>(
    value: &T,
    branches: &[Branch<&'static str, T>],
    path: &Path<'_>,
    violations: &mut Violations,
) {
    // What cannot be written is said where it is written.
    let Ok(text) = serde_json::to_string(value) else {
        return;
    };
    let Ok(source) = Source::of::<serde_json::Error>(Raw::Text(text.into())) else {
        return violations.push(path, TOO_DEEP);
    };
    let _scope = Scope::join(source.size);
    let mut matching: Option<&str> = None;
    for (name, decode) in branches {
        match (tried(&source, *decode), matching) {
            (None, _) => return violations.push(path, TOO_DEEP),
            (Some(Err(_)), _) => {}
            (Some(Ok(_)), None) => matching = Some(name),
            (Some(Ok(_)), Some(other)) => return violations.push(path, both(other, name)),
        }
    }
}
