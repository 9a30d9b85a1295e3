//! How much work an answer may be: steps, never time, so that every machine gives the same answer.

use std::collections::HashMap;

use crate::found::{Cause, Node};

/// The steps that are left, and what the others were spent on.
#[derive(Debug)]
pub(crate) struct Budget {
    total: u64,
    left: u64,
    /// What is being worked on.
    on: Option<Node>,
    /// What was spent on each schema, for naming the one that cost most.
    spent: HashMap<Node, u64>,
    /// The schema that cost most, from when no step is left.
    dearest: Option<Node>,
    /// The pattern that cost most, where the steps went into one text.
    pattern: Option<Box<str>>,
}

impl Budget {
    /// `total` steps.
    pub(crate) fn new(total: u64) -> Self {
        Self {
            total,
            left: total,
            on: None,
            spent: HashMap::new(),
            dearest: None,
            pattern: None,
        }
    }

    /// Takes `steps` steps.
    ///
    /// One step is some tens of nanoseconds of work: a lookup, a comparison, one transition of an automaton.
    ///
    /// # Errors
    ///
    /// The cause to give up with when there are not that many steps left. From then on every call fails, so that a search
    /// ends soon wherever it is.
    pub(crate) fn spend(&mut self, steps: u64) -> Result<(), Cause> {
        if let Some(node) = self.on {
            *self.spent.entry(node).or_default() += steps;
        }
        match self.left.checked_sub(steps) {
            Some(left) if left > 0 => {
                self.left = left;
                Ok(())
            }
            _ => {
                if self.left > 0 {
                    self.left = 0;
                    self.dearest = self.dearest();
                }
                Err(self.exhaustion())
            }
        }
    }

    /// How many steps are left.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// Whether no step is left.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.left == 0
    }

    /// How many steps were taken.
    pub(crate) fn taken(&self) -> u64 {
        self.total - self.left
    }

    /// What is being worked on.
    pub(crate) fn working_on(&self) -> Option<Node> {
        self.on
    }

    /// Has what follows counted for `node`; answers what it was counted for before, to be given back afterwards.
    pub(crate) fn work_on(&mut self, node: Option<Node>) -> Option<Node> {
        std::mem::replace(&mut self.on, node)
    }

    /// Says that most steps went into a text for this pattern, which is then told with the exhaustion.
    pub(crate) fn blame(&mut self, pattern: Option<&str>) {
        self.pattern = pattern.map(Box::from);
    }

    /// Why no step is left, about the schema that took most of them.
    pub(crate) fn exhaustion(&self) -> Cause {
        let reason = format!("the search takes more than {} steps", self.total);
        let mut cause = Cause::new(reason).about(self.dearest);
        cause.pattern.clone_from(&self.pattern);
        cause
    }

    fn dearest(&self) -> Option<Node> {
        // Of two that cost the same the first one, so that the order of the table does not show.
        let spent = self.spent.iter();
        let dearest = spent.max_by_key(|(node, steps)| (**steps, std::cmp::Reverse(**node)));
        dearest.map(|(node, _)| *node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends_and_names_what_cost_most() {
        let mut budget = Budget::new(10);
        budget.work_on(Some(Node(1)));
        assert_eq!(budget.spend(2), Ok(()));
        let before = budget.work_on(Some(Node(2)));
        assert_eq!(before, Some(Node(1)));
        assert_eq!(budget.spend(6), Ok(()));
        budget.work_on(before);
        let cause = budget
            .spend(2)
            .expect_err("two were left, and the last one is kept");
        assert_eq!(cause.about, Some(Node(2)));
        assert_eq!(cause.reason, "the search takes more than 10 steps");
        assert!(budget.is_exhausted());
        assert!(budget.spend(0).is_err());
    }
}
