//! Arrays with a number of items.

use super::{Maker, OPTIONAL_DEPTH, Obstacle};
use crate::{ArrayRules, Literal, Rules, SchemaId};

/// Longer arrays are not made up.
const ITEM_LIMIT: u64 = 1_000;

/// How many items are made for one that must differ from the others.
const DISTINCT_ATTEMPTS: u64 = 20;

impl<'g> Maker<'g> {
    /// An array that keeps all rules.
    pub(super) fn array(&mut self, rules: &[&'g Rules], depth: usize) -> Result<Literal, Obstacle> {
        let arrays = || rules.iter().map(|rules| &*rules.array);
        let needed = arrays().map(contained).max().unwrap_or(0);
        let least = arrays().filter_map(|rules| rules.min_items).max();
        let most = arrays().filter_map(|rules| rules.max_items).min();
        let least = least.unwrap_or(0).max(needed);
        if least > ITEM_LIMIT {
            return Err(Obstacle::new("an array would be too long to make up"));
        }
        let prefix = arrays().map(|rules| rules.prefix.len()).max().unwrap_or(0) as u64;
        let more = match depth < OPTIONAL_DEPTH {
            true => prefix.max(1) + self.choice.below(3),
            false => 0,
        };
        let count = least.max(more).min(most.unwrap_or(u64::MAX));
        let mut items = Vec::new();
        for index in 0..count {
            let item = self.item(rules, index as usize, &items, depth);
            match item {
                Ok(item) => items.push(item),
                // What need not be there is left out where it cannot be made.
                Err(_) if index >= least => break,
                Err(obstacle) => return Err(obstacle),
            }
        }
        Ok(Literal::Array(items))
    }

    fn item(
        &mut self,
        rules: &[&'g Rules],
        index: usize,
        others: &[Literal],
        depth: usize,
    ) -> Result<Literal, Obstacle> {
        let mut schemas: Vec<SchemaId> = Vec::new();
        let mut must_differ = false;
        for array in rules.iter().map(|rules| &rules.array) {
            schemas.extend(array.prefix.get(index).copied().or(array.items));
            schemas.extend(array.contains.filter(|_| (index as u64) < contained(array)));
            must_differ |= array.unique_items;
        }
        let salt = self.choice.salt;
        for attempt in 0..DISTINCT_ATTEMPTS {
            self.choice.salt = if must_differ {
                index as u64 + attempt
            } else {
                salt
            };
            let item = self.make(&schemas, depth + 1);
            self.choice.salt = salt;
            let item = item?;
            if !must_differ || !others.contains(&item) {
                return Ok(item);
            }
        }
        Err(Obstacle::new(
            "no further item was found that differs from the others",
        ))
    }
}

/// How many items must be what `contains` asks for.
fn contained(rules: &ArrayRules) -> u64 {
    match rules.contains {
        Some(_) => rules.min_contains.unwrap_or(1),
        None => 0,
    }
}
