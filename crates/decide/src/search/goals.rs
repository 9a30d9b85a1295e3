//! What is known about goals, and the least fixpoint that settles those which ask for themselves.
//!
//! Whether a goal can be met is a least fixpoint: a value is finite, so one that meets a goal through a part that meets the
//! same goal would have to end somewhere. A goal that is asked for while it is open, that is worked on, therefore counts as
//! not met, and what is refuted by that *rests* on it: it is kept with the least depth of the open goals it rests on, and is
//! settled no sooner than the goal at that depth. Three things can become of an open goal.
//!
//! - It is met. Then what was refuted since it was begun is forgotten, because it may rest on a falsehood; a value that was
//!   found stays one, for the rules only ever ask whether parts can be met and never that they cannot. Where a refutation is
//!   used as a fact (`is_refuted`) it must be settled.
//! - It is not met, but rests on goals below. Then it waits for those, with everything that rests on it.
//! - It is not met and rests on nothing below. Then it and all that wait since it was begun, the *circle*, are refuted at
//!   once: each way to a value of one of them was cut off by a settled refutation or because it leads through another one of
//!   them, and whatever was refuted by a goal met later is forgotten by then. Take a value for one of them that has the fewest
//!   levels, and among those the goal whose schemas contain the fewest others of the same value. The way to it would lead
//!   through a goal of the circle that is met by a part, which has fewer levels, or by the value itself (two branches of one
//!   `oneOf`), which has lesser schemas. So there is none, and going round once is enough.
//!
//! The last step needs every goal of the circle to be refuted. Where one was given up, or has a value that is in doubt, it was
//! counted as not met without a reason, so nothing in its circle is refuted. Without steps left nothing is kept at all.

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
}

impl Default for Goals {
    fn default() -> Self {
        Self {
            settled: HashMap::new(),
            open: HashMap::new(),
            provisional: HashMap::new(),
            order: Vec::new(),
            lowest: NONE,
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

    /// Forgets the outcomes since `count`, which may rest on a goal that is met after all.
    fn forget_since(&mut self, count: usize) {
        for forgotten in self.order.drain(count..) {
            self.provisional.remove(&forgotten);
        }
    }

    /// Settles the circle that `goal` closes, which was begun at `count`; answers the outcome of `goal`.
    ///
    /// Where one goal of the circle is given up, none of them is refuted.
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
        // What is found out about a goal is kept, so it must hold whatever is guessed of another value.
        let guesses = std::mem::take(&mut self.guesses);
        let outcome = self.settle(goal, kinds, depth);
        self.guesses = guesses;
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
        let outcome = self.attempt(goal, kinds);
        if matches!(&outcome, Found::One(witness) if witness.doubt.is_none()) {
            self.goals.forget_since(count);
            self.goals.lowest = NONE;
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
        self.goals.lowest = NONE;
        self.goals.settle_since(count, goal, outcome)
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
