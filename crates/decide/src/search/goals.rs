//! What is known about goals, and the least fixpoint that settles those which ask for themselves.
//!
//! A value is finite, so a goal that can only be met by a part that meets the same goal is not met at all. A goal that is
//! asked for while it is being worked on therefore counts as not met yet. When the goal that closes such a circle is not
//! met either, and no goal was newly met while it was worked on, then nothing in the circle ever is: a value of least
//! height for one of them would need parts of lesser height, and each of those had been looked for in vain. When some goal
//! was newly met, the circle is gone round once more. Where one was given up, nothing in the circle is refuted.

use std::collections::HashMap;

use super::Search;
use super::goal::{Goal, Ways, Witness};
use crate::found::{Cause, Found};
use crate::intern::{Kind, Kinds};

/// How many goals may be worked on inside each other.
const DEPTH_LIMIT: usize = 96;

/// No goal that is being worked on was asked for.
const NONE: usize = usize::MAX;

/// What is known.
#[derive(Debug)]
pub(super) struct Goals {
    settled: HashMap<Goal, Found<Witness>>,
    /// The goals that are being worked on, with their depth.
    open: HashMap<Goal, usize>,
    /// Outcomes that hold as long as the goal at that depth is not met.
    provisional: HashMap<Goal, (usize, Found<Witness>)>,
    /// The keys of `provisional`, in order.
    order: Vec<Goal>,
    /// The least depth of a goal that was asked for while it was being worked on.
    lowest: usize,
    /// How many goals were met so far.
    discoveries: u64,
}

impl Default for Goals {
    fn default() -> Self {
        Self {
            settled: HashMap::new(),
            open: HashMap::new(),
            provisional: HashMap::new(),
            order: Vec::new(),
            lowest: NONE,
            discoveries: 0,
        }
    }
}

impl Goals {
    /// What is known of `goal` without working on it.
    fn known(&mut self, goal: &Goal) -> Option<Found<Witness>> {
        if let Some(settled) = self.settled.get(goal) {
            return Some(settled.clone());
        }
        if let Some(depth) = self.open.get(goal) {
            self.lowest = self.lowest.min(*depth);
            return Some(Found::Nothing);
        }
        let (depth, outcome) = self.provisional.get(goal)?;
        self.lowest = self.lowest.min(*depth);
        Some(outcome.clone())
    }

    /// Keeps the outcome of `goal`, which rests on a goal that is still worked on, until that one is done.
    ///
    /// So do the outcomes since `count` that rest on `goal`, which is worked on no more.
    fn suspend(&mut self, count: usize, goal: &Goal, outcome: Found<Witness>) {
        for resting in &self.order[count..] {
            if let Some((depth, _)) = self.provisional.get_mut(resting) {
                *depth = self.lowest.min(*depth);
            }
        }
        let provisional = (self.lowest, outcome);
        self.provisional.insert(goal.clone(), provisional);
        self.order.push(goal.clone());
    }

    fn forget_since(&mut self, count: usize) {
        for goal in self.order.drain(count..) {
            self.provisional.remove(&goal);
        }
    }

    /// Settles the circle that `goal` closes, which was gone round since `count`; answers the outcome of `goal`.
    ///
    /// That one of its goals is not met may rest on another one that was given up, since each counted as not met while it
    /// was worked on. So where one is given up, none of them is refuted.
    fn settle_since(
        &mut self,
        count: usize,
        goal: &Goal,
        outcome: Found<Witness>,
    ) -> Found<Witness> {
        let mut circle = vec![(goal.clone(), outcome)];
        for goal in self.order.drain(count..) {
            let outcome = self.provisional.remove(&goal);
            circle.extend(outcome.map(|(_, outcome)| (goal, outcome)));
        }
        let given_up = circle.iter().find_map(|(_, outcome)| match outcome {
            Found::One(witness) => witness.doubt.clone(),
            Found::GaveUp(cause) => Some(cause.clone()),
            Found::Nothing => None,
        });
        for (goal, outcome) in &mut circle {
            if let (Found::Nothing, Some(cause)) = (&*outcome, &given_up) {
                *outcome = Found::GaveUp(cause.clone());
            }
            self.settled.insert(goal.clone(), outcome.clone());
        }
        circle.swap_remove(0).1
    }
}

impl Search<'_> {
    /// A value that meets `goal`.
    pub(crate) fn solve(&mut self, goal: &Goal) -> Found<Witness> {
        let kinds = self.kinds(goal);
        if kinds.is_empty() || self.contradicts_itself(goal) {
            return Found::Nothing;
        }
        if let Some(known) = self.goals.known(goal) {
            return known;
        }
        let depth = self.goals.open.len();
        if depth >= DEPTH_LIMIT {
            return Cause::new("values would be nested too deeply")
                .about(goal.subject())
                .into();
        }
        self.goals.open.insert(goal.clone(), depth);
        let outer = std::mem::replace(&mut self.goals.lowest, NONE);
        let subject = goal.subject();
        let before = self.budget.work_on(subject);
        let outcome = self.settle(goal, kinds, depth);
        self.budget.work_on(before);
        self.goals.open.remove(goal);
        self.goals.lowest = self.goals.lowest.min(outer);
        outcome
    }

    /// Whether it is settled that nothing meets `goal`.
    pub(super) fn is_refuted(&self, goal: &Goal) -> bool {
        self.kinds(goal).is_empty()
            || self.contradicts_itself(goal)
            || matches!(self.goals.settled.get(goal), Some(Found::Nothing))
    }

    fn settle(&mut self, goal: &Goal, kinds: Kinds, depth: usize) -> Found<Witness> {
        let count = self.goals.order.len();
        loop {
            let discoveries = self.goals.discoveries;
            let outcome = self.attempt(goal, kinds);
            if matches!(&outcome, Found::One(witness) if witness.doubt.is_none()) {
                self.goals.forget_since(count);
                self.goals.lowest = NONE;
                self.goals.discoveries += 1;
                self.goals.settled.insert(goal.clone(), outcome.clone());
                return outcome;
            }
            if self.budget.is_exhausted() {
                self.goals.forget_since(count);
                return outcome;
            }
            if self.goals.lowest < depth {
                self.goals.suspend(count, goal, outcome.clone());
                return outcome;
            }
            if self.goals.lowest == depth && self.goals.discoveries > discoveries {
                self.goals.forget_since(count);
                self.goals.lowest = NONE;
                continue;
            }
            self.goals.lowest = NONE;
            return self.goals.settle_since(count, goal, outcome);
        }
    }

    fn attempt(&mut self, goal: &Goal, kinds: Kinds) -> Found<Witness> {
        let mut ways = Ways::default();
        for kind in Kind::ALL.into_iter().filter(|kind| kinds.contains(*kind)) {
            let outcome = self.solve_kind(goal, kind);
            if let Some(witness) = ways.offer(outcome) {
                return Found::One(witness);
            }
        }
        ways.outcome()
    }

    /// The kinds of which a value may meet `goal`; never too few.
    fn kinds(&self, goal: &Goal) -> Kinds {
        let claims = goal.claims().iter();
        let kinds = claims.map(|claim| self.arena.kinds(claim.node, claim.holds));
        kinds.fold(Kinds::ALL, Kinds::intersection)
    }

    fn contradicts_itself(&self, goal: &Goal) -> bool {
        let claims = goal.claims();
        // Sorted: the two claims about one schema are neighbours.
        claims
            .windows(2)
            .any(|pair| pair[0].node == pair[1].node && !self.arena.is_ambiguous(pair[0].node))
    }
}
