//! What each item of an array of one length must be.

use super::demand::{ArrayDemand, Count};
use super::{DISTINCT_LIMIT, PLAN_LIMIT};
use crate::found::{Cause, Found};
use crate::search::{Claim, Goal, Search, Ways, Witness};

/// How many `contains` are told apart at every position: each doubles the ways.
const COUNT_LIMIT: usize = 10;

/// The goals of the items, which grow while demands are given to them.
///
/// Items that nothing asks for and no limit counts are alike, so they need no plan: they fill up what is left.
#[derive(Debug)]
pub(super) struct Plan {
    goals: Vec<Goal>,
    /// What each item behind the planned ones must meet, and how many there are.
    filling: (Goal, usize),
    /// No two items are equal; or two are.
    is_unique: Option<bool>,
    /// What some item must be.
    obligations: Vec<Obligation>,
    /// The counts of which there may be too many.
    limited: Vec<Count>,
    /// From here on positions are alike but for what the plan gives them.
    behind: usize,
}

/// What some item must be.
#[derive(Clone, Copy, Debug)]
struct Obligation {
    /// The first position that it may have.
    from: usize,
    claim: Claim,
    /// Whether it must be behind the item of the obligation before this one, since the two are counted.
    is_behind_last: bool,
}

impl Plan {
    /// A plan for an array of `length` items, of which `goals` says what each of the first ones must meet, and the last of
    /// them what all further ones must.
    pub(super) fn new(demand: &ArrayDemand, goals: &[Goal], behind: usize, length: u64) -> Self {
        let is_limit = |count: &&Count| count.max.is_some_and(|max| max < length);
        let limited: Vec<Count> = demand.counts.iter().filter(is_limit).copied().collect();
        let some = demand.some.iter().map(|(from, claim)| Obligation {
            from: *from,
            claim: *claim,
            is_behind_last: false,
        });
        let mut obligations: Vec<Obligation> = some.collect();
        for count in demand.counts.iter().filter(|count| !is_limit(count)) {
            obligations.extend((0..count.min).map(|number| Obligation {
                from: 0,
                claim: Claim::valid(count.node),
                is_behind_last: number > 0,
            }));
        }
        let length = length as usize;
        let counted = limited.iter().filter_map(|count| count.max);
        let counted = counted.fold(0, u64::saturating_add) as usize;
        let equal = if demand.is_unique == Some(false) {
            2
        } else {
            0
        };
        let asked_for = behind + obligations.len() + counted + equal;
        let planned = match demand.is_unique {
            Some(true) => length,
            _ => length.min(asked_for),
        };
        let at = |position: usize| goals[position.min(goals.len() - 1)].clone();
        let not_counted = limited.iter().map(|count| Claim::invalid(count.node));
        let filling = match goals.is_empty() {
            true => Goal::new(Vec::new()),
            false => at(behind).with_all(not_counted),
        };
        Self {
            goals: (0..planned).map(at).collect(),
            filling: (filling, length - planned),
            is_unique: demand.is_unique,
            obligations,
            limited,
            behind,
        }
    }

    /// Whether it would take too much to follow.
    pub(super) fn is_too_long(&self) -> bool {
        let planned = self.goals.len();
        !self.limited.is_empty() && planned > PLAN_LIMIT
            || self.is_unique == Some(true) && planned as u64 > DISTINCT_LIMIT
    }

    /// The goals of all items.
    fn all(&self) -> Vec<Goal> {
        let (filling, count) = &self.filling;
        let filled = std::iter::repeat_n(filling, *count);
        self.goals.iter().chain(filled).cloned().collect()
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
        plan: &mut Plan,
        ways: &mut Ways,
    ) -> Result<Option<Witness>, Cause> {
        let (filling, count) = plan.filling.clone();
        if count > 0 && !self.is_possible(&filling, ways)? {
            return Ok(None);
        }
        self.oblige(plan, 0, 0, ways)
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

    /// Gives the obligations from number `next` on to positions; `last` is the one behind that of the obligation before.
    fn oblige(
        &mut self,
        plan: &mut Plan,
        next: usize,
        last: usize,
        ways: &mut Ways,
    ) -> Result<Option<Witness>, Cause> {
        let Some(obligation) = plan.obligations.get(next).copied() else {
            let mut found = vec![0; plan.limited.len()];
            return self.count(plan, 0, None, &mut found, ways);
        };
        let from = match obligation.is_behind_last {
            true => last,
            false => obligation.from,
        };
        for position in from..plan.goals.len() {
            if position > from && plan.is_like_before(position) {
                continue;
            }
            let goal = plan.goals[position].with(obligation.claim);
            if !self.is_possible(&goal, ways)? {
                continue;
            }
            let before = std::mem::replace(&mut plan.goals[position], goal);
            let found = self.oblige(plan, next + 1, position + 1, ways)?;
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
        plan: &mut Plan,
        position: usize,
        before: Option<(&Goal, usize)>,
        found: &mut [u64],
        ways: &mut Ways,
    ) -> Result<Option<Witness>, Cause> {
        let counts = &plan.limited;
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
            let counts = plan.limited.iter().zip(&verdicts);
            let claims = counts.map(|(count, verdict)| Claim {
                node: count.node,
                holds: *verdict,
            });
            let goal = undecided.with_all(claims);
            if !self.is_possible(&goal, ways)? {
                continue;
            }
            for (found, verdict) in found.iter_mut().zip(&verdicts) {
                *found += u64::from(*verdict);
            }
            plan.goals[position] = goal;
            let outcome = self.count(plan, position + 1, Some((&undecided, way)), found, ways);
            for (found, verdict) in found.iter_mut().zip(&verdicts) {
                *found -= u64::from(*verdict);
            }
            plan.goals[position] = undecided.clone();
            if let Some(witness) = outcome? {
                return Ok(Some(witness));
            }
        }
        Ok(None)
    }

    /// An array of which every item meets its goal, and which has equal items or none as demanded.
    fn fulfil(&mut self, plan: &Plan) -> Result<Found<Witness>, Cause> {
        let goals = plan.all();
        self.budget.spend(goals.len() as u64)?;
        match plan.is_unique {
            None => self.build_array(&goals),
            Some(true) => self.distinct(&goals),
            // Of the items that fill up two are enough.
            Some(false) => self.with_equal_items(&goals, plan.goals.len() + 2),
        }
    }
}

/// Every way of counting an item, or not.
fn verdicts(counts: &[Count]) -> Vec<Vec<bool>> {
    let mut all = vec![Vec::new()];
    for _ in counts {
        all = all
            .into_iter()
            .flat_map(|known: Vec<bool>| {
                [false, true].map(|verdict| {
                    let mut longer = known.clone();
                    longer.push(verdict);
                    longer
                })
            })
            .collect();
    }
    all
}
