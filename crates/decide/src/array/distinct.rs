//! Arrays without equal items, and arrays with some.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::found::{Cause, Found};
use crate::intern::Value;
use crate::search::{Claim, Goal, Search, Witness};

impl Search<'_> {
    /// An array of which no two items are equal.
    ///
    /// As many values as there are items are enough to choose from for each: whatever the others take, one is left. With
    /// fewer, all of them are known. So this is a matching, which is found or proved not to exist by augmenting ways.
    pub(super) fn distinct(&mut self, goals: &[Goal]) -> Result<Found<Witness>, Cause> {
        let mut values: Vec<Vec<Witness>> = Vec::with_capacity(goals.len());
        let mut known: HashMap<&Goal, usize> = HashMap::new();
        for (position, goal) in goals.iter().enumerate() {
            let options = match known.get(goal) {
                Some(same) => values[*same].clone(),
                None => self.several(goal, goals.len())?,
            };
            known.insert(goal, position);
            values.push(options);
        }
        let mut taken: HashMap<Value, (usize, usize)> = HashMap::new();
        for position in 0..goals.len() {
            let mut tried = Vec::new();
            if !self.augment(position, &values, &mut taken, &mut tried)? {
                return Ok(Found::Nothing);
            }
        }
        let mut chosen: Vec<_> = taken.into_values().collect();
        chosen.sort_unstable();
        let chosen = chosen.into_iter();
        let chosen = chosen.map(|(position, option)| values[position][option].clone());
        self.array_of(chosen.collect())
    }

    /// Gives `position` a value, if need be by giving other positions other ones.
    fn augment(
        &mut self,
        position: usize,
        values: &[Vec<Witness>],
        taken: &mut HashMap<Value, (usize, usize)>,
        tried: &mut Vec<Value>,
    ) -> Result<bool, Cause> {
        for (option, witness) in values[position].iter().enumerate() {
            self.budget.spend(1 + witness.size / 8)?;
            let key = self.arena.values.intern(&witness.value);
            if let Entry::Vacant(free) = taken.entry(key) {
                free.insert((position, option));
                return Ok(true);
            }
        }
        for (option, witness) in values[position].iter().enumerate() {
            self.budget.spend(1 + witness.size / 8)?;
            let key = self.arena.values.intern(&witness.value);
            if tried.contains(&key) {
                continue;
            }
            tried.push(key);
            let holder = taken.get(&key).map(|(holder, _)| *holder);
            let is_free = match holder {
                None => true,
                Some(holder) => self.augment(holder, values, taken, tried)?,
            };
            if is_free {
                taken.insert(key, (position, option));
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Up to `count` values that meet `goal`; fewer only when there are no more.
    fn several(&mut self, goal: &Goal, count: usize) -> Result<Vec<Witness>, Cause> {
        let mut found: Vec<Witness> = Vec::new();
        while found.len() < count {
            self.budget.spend(found.len() as u64 / 4)?;
            let known = found.iter().map(|witness| &*witness.value);
            let known = self.arena.one_of_values(known.collect::<Vec<_>>());
            let goal = match found.is_empty() {
                true => goal.clone(),
                false => goal.with(Claim::invalid(known)),
            };
            match self.solve(&goal) {
                Found::One(witness) => match witness.doubt {
                    None => found.push(witness),
                    Some(cause) => return Err(cause),
                },
                Found::Nothing => break,
                Found::GaveUp(cause) => return Err(cause),
            }
        }
        Ok(found)
    }

    /// An array of which two items are equal, among the first ones up to `reach`.
    pub(super) fn with_equal_items(
        &mut self,
        goals: &[Goal],
        reach: usize,
    ) -> Result<Found<Witness>, Cause> {
        let mut tried: Vec<Goal> = Vec::new();
        for second in 0..goals.len().min(reach) {
            for first in 0..second {
                let goal = goals[first].with_all(goals[second].claims().iter().copied());
                if tried.contains(&goal) {
                    continue;
                }
                let outcome = self.solve(&goal);
                if let Found::GaveUp(cause) = outcome {
                    return Err(cause);
                }
                if matches!(outcome, Found::Nothing) {
                    tried.push(goal);
                    continue;
                }
                let mut goals = goals.to_vec();
                goals[first] = goal.clone();
                goals[second] = goal;
                return self.build_array(&goals);
            }
        }
        Ok(Found::Nothing)
    }
}
