//! Keywords that constrain arrays and objects (draft-07 validation §6.4, §6.5).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

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

/// `uniqueItems`: no two items may be equal.
#[inline]
pub fn unique_items<T: Eq + Hash>(items: &[T], path: &Path<'_>, violations: &mut Violations) {
    if let Some((first, second)) = equal_items(items) {
        violations.push(path, message::unique_items(first, second));
    }
}

/// `uniqueItems` for items that cannot be hashed themselves, for instance because they hold floats:
/// no two items may have equal keys.
pub fn unique_items_by<T, K: Eq + Hash>(
    items: &[T],
    key: impl FnMut(&T) -> K,
    path: &Path<'_>,
    violations: &mut Violations,
) {
    if let Some((first, second)) = first_repeated(items.iter().map(key)) {
        violations.push(path, message::unique_items(first, second));
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
