//! Keywords for arrays (2020-12 validation §6.4, core §10.3.1).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tidings_check::message;

use super::instance::Instance;
use super::{Applied, Failure, Validator};
use crate::SchemaId;

impl<'g> Validator<'g, '_> {
    /// Judges the array of `items`.
    pub(super) fn check_array(
        &mut self,
        applied: Applied<'_, 'g>,
        items: &[Instance<'_>],
        failures: &mut Vec<Failure>,
    ) {
        let rules = &applied.rules.array;
        let count = items.len();
        if let Some(bound) = rules.min_items
            && (count as u64) < bound
        {
            failures.push(applied.failure("minItems", message::min_items(count, bound)));
        }
        if let Some(bound) = rules.max_items
            && count as u64 > bound
        {
            failures.push(applied.failure("maxItems", message::max_items(count, bound)));
        }
        if rules.unique_items
            && let Some((first, second)) = equal_items(items)
        {
            failures.push(applied.failure("uniqueItems", message::unique_items(first, second)));
        }
        for (index, item) in items.iter().enumerate() {
            if let Some(schema) = rules.prefix.get(index).copied().or(rules.items) {
                self.apply(schema, *item, &applied.path.index(index), failures);
            }
        }
        if let Some(schema) = rules.contains {
            self.check_contains(applied, schema, items, failures);
        }
    }

    fn check_contains(
        &mut self,
        applied: Applied<'_, 'g>,
        schema: SchemaId,
        items: &[Instance<'_>],
        failures: &mut Vec<Failure>,
    ) {
        let rules = &applied.rules.array;
        let least = rules.min_contains.unwrap_or(1);
        let enough = match rules.max_contains {
            Some(most) => most.saturating_add(1).max(least),
            None => least,
        };
        let mut found = 0;
        for (index, item) in items.iter().enumerate() {
            if found >= enough {
                break;
            }
            found += u64::from(self.is_valid(schema, *item, &applied.path.index(index)));
        }
        if found < least {
            failures.push(match rules.min_contains {
                Some(least) => applied.failure("minContains", message::min_contains(found, least)),
                None => applied.failure("contains", message::contains()),
            });
        }
        if let Some(most) = rules.max_contains
            && found > most
        {
            failures.push(applied.failure("maxContains", message::max_contains(most)));
        }
    }
}

/// The first two items that are equal.
fn equal_items(items: &[Instance<'_>]) -> Option<(usize, usize)> {
    let mut seen = HashMap::new();
    for (second, item) in items.iter().enumerate() {
        match seen.entry(item.detached()) {
            Entry::Occupied(first) => return Some((*first.get(), second)),
            Entry::Vacant(place) => place.insert(second),
        };
    }
    None
}
