//! What each item of an array of one length must be.

use super::demand::{ArrayDemand, Count};
use crate::found::{Cause, Found};
use crate::search::{Claim, Goal, Search, Ways, Witness};

/// How many `contains` are told apart at every position: each doubles the ways.
const COUNT_LIMIT: usize = 10;

/// The goals of the items, which grow while demands are given to them.
#[derive(Debug)]
pub(super) struct Plan<'d> {
    goals: Vec<Goal>,
    demand: &'d ArrayDemand,
    /// From here on positions are alike but for what the plan gives them.
    behind: usize,
}

impl<'d> Plan<'d> {
    pub(super) fn new(demand: &'d ArrayDemand, goals: Vec<Goal>, behind: usize) -> Self {
        Self {
            goals,
            demand,
            behind,
        }
    }

    /// Whether `position` is like the one before it, so that what failed there fails here.
    fn is_like_before(&self, position: usize) -> bool {
        position > self.behind && self.goals[position] == self.goals[position - 1]
    }
}

impl Search<'_> {
    /// An array by `plan`, in every way until one succeeds.
    pub(super) fn follow(
        &mut self,
        plan: &mut Plan<'_>,
        ways: &mut Ways,
    ) -> Result<Option<Witness>, Cause> {
        self.place_some(plan, 0, ways)
    }

    /// Whether a goal can be met at all; `None` where that is not known.
    fn is_possible(&mut self, goal: &Goal, ways: &mut Ways) -> Result<bool, Cause> {
        self.budget.spend(1)?;
        match self.solve(goal) {
            Found::One(_) => Ok(true),
            Found::Nothing => Ok(false),
            Found::GaveUp(cause) if self.budget.is_exhausted() => Err(cause),
            Found::GaveUp(cause) => {
                ways.give_up(cause);
                Ok(false)
            }
        }
    }

    /// Gives the demands on some item from number `next` on to positions.
    fn place_some(
        &mut self,
        plan: &mut Plan<'_>,
        next: usize,
        ways: &mut Ways,
    ) -> Result<Option<Witness>, Cause> {
        let Some((from, claim)) = plan.demand.some.get(next).copied() else {
            let mut found = vec![0; plan.demand.counts.len()];
            return self.count(plan, 0, None, &mut found, ways);
        };
        for position in from..plan.goals.len() {
            if position > from && plan.is_like_before(position) {
                continue;
            }
            let goal = plan.goals[position].with(claim);
            if !self.is_possible(&goal, ways)? {
                continue;
            }
            let before = std::mem::replace(&mut plan.goals[position], goal);
            let found = self.place_some(plan, next + 1, ways)?;
            plan.goals[position] = before;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Decides from `position` on which items the counts count; `before` is the goal of the item before, as it was when
    /// nothing was decided, and the number of the way that was taken for it.
    ///
    /// Items that are alike can change places, so the ways of such a run are taken in order only.
    fn count(
        &mut self,
        plan: &mut Plan<'_>,
        position: usize,
        before: Option<(&Goal, usize)>,
        found: &mut [u64],
        ways: &mut Ways,
    ) -> Result<Option<Witness>, Cause> {
        let counts = &plan.demand.counts;
        let left = (plan.goals.len() - position) as u64;
        let is_hopeless = |(count, found): (&Count, &u64)| {
            count.max.is_some_and(|max| *found > max) || found + left < count.min
        };
        if counts.iter().zip(&*found).any(is_hopeless) {
            return Ok(None);
        }
        if counts.is_empty() || left == 0 {
            let outcome = self.fulfil(plan)?;
            return Ok(ways.offer(outcome));
        }
        let undecided = plan.goals[position].clone();
        let first = match before {
            Some((like, way)) if position > plan.behind && *like == undecided => way,
            _ => 0,
        };
        if counts.len() > COUNT_LIMIT {
            return Err(Cause::new("so many `contains` are not told apart"));
        }
        let verdicts = verdicts(counts);
        self.budget.spend(verdicts.len() as u64)?;
        for (way, verdicts) in verdicts.into_iter().enumerate().skip(first) {
            let claims = counts.iter().zip(&verdicts).filter_map(|(count, verdict)| {
                let holds = (*verdict)?;
                Some(Claim {
                    node: count.node,
                    holds,
                })
            });
            let goal = undecided.with_all(claims);
            if !self.is_possible(&goal, ways)? {
                continue;
            }
            for (found, verdict) in found.iter_mut().zip(&verdicts) {
                *found += u64::from(*verdict == Some(true));
            }
            plan.goals[position] = goal;
            let outcome = self.count(plan, position + 1, Some((&undecided, way)), found, ways);
            for (found, verdict) in found.iter_mut().zip(&verdicts) {
                *found -= u64::from(*verdict == Some(true));
            }
            plan.goals[position] = undecided.clone();
            if let Some(witness) = outcome? {
                return Ok(Some(witness));
            }
        }
        Ok(None)
    }

    /// An array of which every item meets its goal, and which has equal items or none as demanded.
    fn fulfil(&mut self, plan: &Plan<'_>) -> Result<Found<Witness>, Cause> {
        self.budget.spend(plan.goals.len() as u64)?;
        match plan.demand.is_unique {
            None => self.build_array(&plan.goals),
            Some(true) => self.distinct(&plan.goals),
            Some(false) => self.with_equal_items(&plan.goals),
        }
    }
}

/// Every way of counting an item, or not. Where nothing forbids too many, an item need not be kept from being counted.
fn verdicts(counts: &[Count]) -> Vec<Vec<Option<bool>>> {
    let mut all = vec![Vec::new()];
    for count in counts {
        let verdicts: &[Option<bool>] = match (count.min, count.max) {
            (0, None) => &[None],
            (_, None) => &[None, Some(true)],
            (_, Some(_)) => &[Some(false), Some(true)],
        };
        all = all
            .into_iter()
            .flat_map(|known: Vec<Option<bool>>| {
                verdicts.iter().map(move |verdict| {
                    let mut longer = known.clone();
                    longer.push(*verdict);
                    longer
                })
            })
            .collect();
    }
    all
}
