//! Arrays that meet demands.
//!
//! Behind the last position that some demand names, positions are alike. So an array needs no more items than that, one
//! for each demand that some item is such and such, and as many as `contains` counts: taking away another one breaks
//! nothing but `minItems`. Every length up to there is tried, and at every position every way of giving it demands; what
//! `minItems` asks for beyond that is one item again and again.

mod demand;
mod distinct;
mod plan;

use std::collections::HashMap;
use std::rc::Rc;

use demand::ArrayDemand;
use plan::Plan;
use tidings_schema::Literal;

use crate::found::{Cause, Found};
use crate::search::{ArrayAtom, Claim, Goal, Search, Ways, Witness};

/// The longest array of which it is decided for each item which counts count it.
const PLAN_LIMIT: usize = 40;

/// How many items may have to be different from all others.
const DISTINCT_LIMIT: u64 = 256;

/// How many demands on some item are followed at once.
const OBLIGATION_LIMIT: u64 = 64;

/// How many parts a value may have.
const SIZE_LIMIT: u64 = 20_000;

impl Search<'_> {
    /// An array that meets every one of `atoms`.
    pub(crate) fn solve_array(&mut self, atoms: &[ArrayAtom]) -> Found<Witness> {
        let demand = ArrayDemand::of(atoms, &self.arena);
        self.array(&demand).unwrap_or_else(Found::GaveUp)
    }

    fn array(&mut self, demand: &ArrayDemand) -> Result<Found<Witness>, Cause> {
        if demand.is_contradiction() {
            return Ok(Found::Nothing);
        }
        let least = demand.min.max(demand.reach()).max(demand.counted());
        let behind = self.behind(demand)?;
        // Beyond this length there is a last item that nothing asks for.
        let enough = match demand.needs() {
            0 => least,
            needs => least.max((behind as u64).saturating_add(needs)),
        };
        let mut most = demand.max.map_or(enough, |max| max.min(enough));
        // An item without a value ends every array before it.
        let mut goals: Vec<Goal> = Vec::new();
        let mut known: HashMap<Goal, bool> = HashMap::new();
        let mut given_up = None;
        for position in 0..most.min(behind as u64 + 1) {
            self.budget.spend(1)?;
            let goal = self.item_goal(demand, position as usize)?;
            match self.solve(&goal) {
                Found::One(_) => drop(known.insert(goal.clone(), true)),
                Found::Nothing => {
                    most = most.min(position);
                    break;
                }
                // A shorter array may do; a longer one is not known.
                Found::GaveUp(cause) => {
                    given_up = Some(cause);
                    most = most.min(position);
                    break;
                }
            }
            goals.push(goal);
        }
        let mut ways = Ways::default();
        if let Some(cause) = given_up {
            ways.give_up(cause);
        }
        for length in least..=most {
            self.budget.spend(1 + length / 8)?;
            if length > SIZE_LIMIT || demand.needs() > OBLIGATION_LIMIT {
                return self.long_array(demand, &goals, most);
            }
            let mut plan = Plan::new(demand, &goals, behind, length);
            if plan.is_too_long() {
                return self.long_array(demand, &goals, most);
            }
            if let Some(witness) = self.follow(&mut plan, &mut ways)? {
                return Ok(Found::One(witness));
            }
        }
        Ok(ways.outcome())
    }

    /// The first position from which on all are alike.
    fn behind(&mut self, demand: &ArrayDemand) -> Result<usize, Cause> {
        let mut behind = demand.reach() as usize;
        for table in &demand.tables {
            if let Some(array) = &self.arena.shape(*table).array {
                behind = behind.max(array.prefix.len());
            }
        }
        let every = demand.every.iter().map(|(from, _)| *from);
        let some = demand.some.iter().map(|(from, _)| *from);
        behind = every.chain(some).fold(behind, usize::max);
        self.budget.spend(behind as u64 / 4)?;
        Ok(behind)
    }

    /// What the item at `position` must meet, whatever else is asked of some item.
    fn item_goal(&mut self, demand: &ArrayDemand, position: usize) -> Result<Goal, Cause> {
        let mut claims = Vec::new();
        for table in &demand.tables {
            self.budget.spend(1)?;
            if let Some(array) = &self.arena.shape(*table).array {
                claims.extend(array.at(position).map(Claim::valid));
            }
        }
        let every = demand.every.iter().filter(|(from, _)| *from <= position);
        claims.extend(every.map(|(_, claim)| *claim));
        let at = demand.at.iter().filter(|(at, _)| *at == position);
        claims.extend(at.map(|(_, claim)| *claim));
        Ok(Goal::new(claims))
    }

    /// An array of many items: a planned start, and one item again and again that nothing counts.
    fn long_array(
        &mut self,
        demand: &ArrayDemand,
        goals: &[Goal],
        length: u64,
    ) -> Result<Found<Witness>, Cause> {
        let too_long = || Cause::new("an array with so many items is not planned item by item");
        let is_simple =
            demand.is_unique.is_none() && demand.some.is_empty() && demand.counts.len() <= 1;
        let needed = demand.counts.first().map_or(0, |count| count.min);
        let start = (goals.len().saturating_sub(1)) as u64;
        if length > SIZE_LIMIT || !is_simple || start.saturating_add(needed) > length {
            return Err(too_long());
        }
        self.budget.spend(length)?;
        let mut witnesses = Vec::new();
        for position in 0..length {
            let goal = &goals[(position as usize).min(goals.len() - 1)];
            let is_counted = position >= start && position < start + needed;
            let mut claims: Vec<Claim> = Vec::new();
            for count in &demand.counts {
                if is_counted && count.min > 0 {
                    claims.push(Claim::valid(count.node));
                } else if count.max.is_some() {
                    claims.push(Claim::invalid(count.node));
                }
            }
            match self.solve(&goal.with_all(claims)) {
                Found::One(witness) => witnesses.push(witness),
                // Another plan might do.
                Found::Nothing => return Err(too_long()),
                Found::GaveUp(cause) => return Err(cause),
            }
        }
        self.array_of(witnesses)
    }

    /// The array of one value for each goal.
    fn build_array(&mut self, goals: &[Goal]) -> Result<Found<Witness>, Cause> {
        let mut witnesses = Vec::with_capacity(goals.len());
        for goal in goals {
            match self.solve(goal) {
                Found::One(witness) => witnesses.push(witness),
                Found::Nothing => return Ok(Found::Nothing),
                Found::GaveUp(cause) => return Err(cause),
            }
        }
        self.array_of(witnesses)
    }

    fn array_of(&mut self, witnesses: Vec<Witness>) -> Result<Found<Witness>, Cause> {
        let size = 1 + witnesses.iter().map(|witness| witness.size).sum::<u64>();
        if size > SIZE_LIMIT {
            return Err(Cause::new("the smallest value is too large"));
        }
        self.budget.spend(size / 8)?;
        let mut doubts = witnesses.iter();
        let doubt = doubts.find_map(|witness| witness.doubt.clone());
        let items = witnesses.iter().map(|witness| (*witness.value).clone());
        Ok(Found::One(Witness {
            value: Rc::new(Literal::Array(items.collect())),
            size,
            doubt,
        }))
    }
}
