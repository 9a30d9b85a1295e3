//! Keywords that constrain arrays and objects (draft-07 validation §6.4, §6.5).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use serde::Serialize;
use serde_json::Value;

use crate::{Path, Violations, message};

/// Arrays up to this length are compared pair by pair: no allocation, and fewer steps than hashing takes.
const PAIRWISE: usize = 8;

/// `minItems`: an array of `count` items must have at least `bound`.
#[inline]
pub fn min_items(count: usize, bound: u64, path: &Path<'_>, violations: &mut Violations) {
    if (count as u64) < bound {
        violations.push(path, message::min_items(count, bound));
    }
}

/// `maxItems`: an array of `count` items must have at most `bound`.
#[inline]
pub fn max_items(count: usize, bound: u64, path: &Path<'_>, violations: &mut Violations) {
    if count as u64 > bound {
        violations.push(path, message::max_items(count, bound));
    }
}

/// `contains`: of the items, `found` keep to its schema, and there must be from `least` to `most` of them.
#[inline]
pub fn contains(
    found: usize,
    least: u64,
    most: Option<u64>,
    path: &Path<'_>,
    violations: &mut Violations,
) {
    let found = found as u64;
    if found < least {
        violations.push(
            path,
            match least {
                1 => message::contains(),
                _ => message::min_contains(found, least),
            },
        );
    } else if let Some(most) = most.filter(|most| found > *most) {
        violations.push(path, message::max_contains(most));
    }
}

/// `uniqueItems`: no two items may be equal.
#[inline]
pub fn unique_items<T: Eq + Hash>(items: &[T], path: &Path<'_>, violations: &mut Violations) {
    if let Some((first, second)) = equal_items(items) {
        violations.push(path, message::unique_items(first, second));
    }
}

/// `uniqueItems` for items whose equality in Rust is not that of JSON: numbers that may be written with a fraction, and
/// whatever is made of them.
///
/// Two items are equal if they are one value of JSON, where `1` and `1.0` are one number (draft-07 core §4.2.3).
pub fn unique_values<T: Serialize>(items: &[T], path: &Path<'_>, violations: &mut Violations) {
    // What cannot be written is told by whoever writes it.
    let values = items
        .iter()
        .map_while(|item| serde_json::to_value(item).ok());
    if let Some((first, second)) = first_repeated(values.map(canonical)) {
        violations.push(path, message::unique_items(first, second));
    }
}

/// The same value with each number spelled in one way, whatever its type.
fn canonical(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            // Whole floats print all of their digits, as integers do; zero has no sign.
            Some(float) if float.fract() == 0.0 => Value::String(format!("{:.0}", float + 0.0)),
            _ => Value::String(number.to_string()),
        },
        // A number is not the text that it is spelled as.
        Value::String(text) => Value::Array(vec![Value::String(text)]),
        Value::Array(items) => {
            let mut all = vec![Value::Null];
            all.extend(items.into_iter().map(canonical));
            Value::Array(all)
        }
        Value::Object(members) => {
            let members = members.into_iter();
            Value::Object(
                members
                    .map(|(key, member)| (key, canonical(member)))
                    .collect(),
            )
        }
        other => other,
    }
}

fn equal_items<T: Eq + Hash>(items: &[T]) -> Option<(usize, usize)> {
    if items.len() > PAIRWISE {
        return first_repeated(items.iter());
    }
    (1..items.len()).find_map(|second| {
        let first = items[..second]
            .iter()
            .position(|item| *item == items[second])?;
        Some((first, second))
    })
}

fn first_repeated<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> Option<(usize, usize)> {
    let mut seen = HashMap::new();
    for (second, key) in keys.enumerate() {
        match seen.entry(key) {
            Entry::Occupied(first) => return Some((*first.get(), second)),
            Entry::Vacant(place) => place.insert(second),
        };
    }
    None
}

/// `minProperties`: an object of `count` properties must have at least `bound`.
#[inline]
pub fn min_properties(count: usize, bound: u64, path: &Path<'_>, violations: &mut Violations) {
    if (count as u64) < bound {
        violations.push(path, message::min_properties(count, bound));
    }
}

/// `maxProperties`: an object of `count` properties must have at most `bound`.
#[inline]
pub fn max_properties(count: usize, bound: u64, path: &Path<'_>, violations: &mut Violations) {
    if count as u64 > bound {
        violations.push(path, message::max_properties(count, bound));
    }
}
