//! Objects that meet demands.
//!
//! Every name has a goal: what the schemas with a word for it, or for every other name, say of the property's value.
//! Required names must have a value that meets theirs. A demand that *some* property is such and such is given to a name
//! that it fits, one after the other, with every name that a schema mentions and with fresh ones that none mentions;
//! fresh names which the same patterns match are alike, so a few of each sort stand for all (`names`).

mod demand;
mod names;

use std::collections::BTreeMap;
use std::rc::Rc;

use demand::{ObjectDemand, Obligation};
use names::Names;
use tidings_schema::Literal;

use crate::found::{Cause, Found};
use crate::search::{Goal, ObjectAtom, Search, Ways, Witness};

/// How many properties are added to reach `minProperties`.
const FILL_LIMIT: usize = 128;

/// How many demands on some property are followed at once.
const OBLIGATION_LIMIT: usize = 24;

/// How many parts a value may have.
const SIZE_LIMIT: u64 = 20_000;

/// The goal of each property that an object is to have.
type Chosen = BTreeMap<Rc<str>, Goal>;

impl Search<'_> {
    /// An object that meets every one of `atoms`.
    pub(crate) fn solve_object(&mut self, atoms: &[ObjectAtom]) -> Found<Witness> {
        let mut demand = ObjectDemand::of(atoms);
        for table in &demand.tables {
            if let Some(object) = &self.arena.shape(*table).object {
                demand.required.extend(object.required.iter().cloned());
            }
        }
        self.object(&demand).unwrap_or_else(Found::GaveUp)
    }

    fn object(&mut self, demand: &ObjectDemand) -> Result<Found<Witness>, Cause> {
        let required = demand.required.len() as u64;
        if demand.is_contradiction() || demand.max.is_some_and(|max| required > max) {
            return Ok(Found::Nothing);
        }
        let mut chosen = Chosen::new();
        let mut cause = None;
        for name in &demand.required {
            self.budget.spend(1)?;
            if !self.allows(demand, name)? {
                return Ok(Found::Nothing);
            }
            let goal = self.goal_of(demand, name)?;
            match self.solve(&goal) {
                Found::One(_) => {}
                Found::Nothing => return Ok(Found::Nothing),
                Found::GaveUp(reason) => cause = Some(reason),
            }
            chosen.insert(Rc::clone(name), goal);
        }
        if let Some(cause) = cause {
            return Err(cause);
        }
        if demand.obligations.len() > OBLIGATION_LIMIT || demand.min > FILL_LIMIT as u64 {
            return Err(Cause::new("too many properties would be needed"));
        }
        for obligation in &demand.obligations {
            if let Obligation::Value(region, claim) = obligation
                && self.is_hopeless(region, *claim, &demand.tables, &demand.every)?
            {
                return Ok(Found::Nothing);
            }
        }
        let mut names = Names::of(demand);
        let mut ways = Ways::default();
        match self.assign(demand, 0, &mut chosen, &mut names, &mut ways)? {
            Some(witness) => Ok(Found::One(witness)),
            None => Ok(ways.outcome()),
        }
    }

    /// Whether an object may have a property called `name`, by what is said of names.
    fn allows(&mut self, demand: &ObjectDemand, name: &Rc<str>) -> Result<bool, Cause> {
        if demand.absent.contains(name) {
            return Ok(false);
        }
        if demand.names.is_empty() {
            return Ok(true);
        }
        self.meets(&demand.names, &Literal::String(name.to_string()))
    }

    /// What the value of the property `name` must meet.
    fn goal_of(&mut self, demand: &ObjectDemand, name: &str) -> Result<Goal, Cause> {
        self.property_goal(name, &demand.tables, demand.every.iter())
    }

    /// Gives the obligations from `next` on to names, in every way until one succeeds.
    fn assign(
        &mut self,
        demand: &ObjectDemand,
        next: usize,
        chosen: &mut Chosen,
        names: &mut Names,
        ways: &mut Ways,
    ) -> Result<Option<Witness>, Cause> {
        self.budget.spend(1)?;
        if demand.max.is_some_and(|max| chosen.len() as u64 > max) {
            return Ok(None);
        }
        let Some(obligation) = demand.obligations.get(next) else {
            let outcome = self.fill(demand, chosen, names)?;
            return Ok(ways.offer(outcome));
        };
        let mut position = 0;
        loop {
            let candidate = match names.candidate(self, demand, obligation, chosen, position) {
                Ok(Some(name)) => name,
                Ok(None) => return Ok(None),
                Err(cause) if self.budget.is_exhausted() => return Err(cause),
                Err(cause) => {
                    ways.give_up(cause);
                    return Ok(None);
                }
            };
            position += 1;
            let Some(name) = candidate else { continue };
            let before = chosen.get(&name).cloned();
            let base = match &before {
                Some(goal) => goal.clone(),
                None => self.goal_of(demand, &name)?,
            };
            let goal = match obligation {
                Obligation::Value(_, claim) => base.with(*claim),
                Obligation::Name(_) => base,
            };
            match self.solve(&goal) {
                Found::One(_) => {}
                Found::Nothing => continue,
                Found::GaveUp(cause) if self.budget.is_exhausted() => return Err(cause),
                Found::GaveUp(cause) => {
                    ways.give_up(cause);
                    continue;
                }
            }
            chosen.insert(Rc::clone(&name), goal);
            let found = self.assign(demand, next + 1, chosen, names, ways)?;
            match before {
                Some(goal) => chosen.insert(name, goal),
                None => chosen.remove(&name),
            };
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// Adds properties until there are enough, and builds the object.
    ///
    /// Whichever names are chosen already, the names that can have a value are the same, so when they are too few here
    /// they are too few altogether.
    fn fill(
        &mut self,
        demand: &ObjectDemand,
        chosen: &Chosen,
        names: &mut Names,
    ) -> Result<Found<Witness>, Cause> {
        let mut filled = chosen.clone();
        let mut position = 0;
        let mut given_up = None;
        while (filled.len() as u64) < demand.min {
            let candidate = names.candidate(self, demand, &Obligation::ANY, chosen, position)?;
            position += 1;
            let Some(candidate) = candidate else {
                return Ok(given_up.map_or(Found::Nothing, Found::GaveUp));
            };
            let Some(name) = candidate.filter(|name| !filled.contains_key(name)) else {
                continue;
            };
            let goal = self.goal_of(demand, &name)?;
            match self.solve(&goal) {
                Found::One(_) => drop(filled.insert(name, goal)),
                Found::Nothing => {}
                Found::GaveUp(cause) => given_up = Some(cause),
            }
        }
        self.build(&filled)
    }

    fn build(&mut self, chosen: &Chosen) -> Result<Found<Witness>, Cause> {
        let mut members = Vec::with_capacity(chosen.len());
        let mut size = 1;
        let mut doubt = None;
        for (name, goal) in chosen {
            match self.solve(goal) {
                Found::One(witness) => {
                    size += witness.size;
                    if size > SIZE_LIMIT {
                        return Err(Cause::new("the smallest value is too large"));
                    }
                    doubt = doubt.or(witness.doubt);
                    members.push((name.to_string(), (*witness.value).clone()));
                }
                Found::Nothing => return Ok(Found::Nothing),
                Found::GaveUp(cause) => return Err(cause),
            }
        }
        self.budget.spend(size / 8)?;
        Ok(Found::One(Witness {
            value: Rc::new(Literal::Object(members)),
            size,
            doubt,
        }))
    }
}
