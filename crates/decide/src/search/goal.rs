//! What is searched for.

use std::rc::Rc;

use tidings_schema::Literal;

use crate::found::{Cause, Found, Node};

/// That a value is valid under a schema, or that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Claim {
    pub(crate) node: Node,
    pub(crate) holds: bool,
}

impl Claim {
    /// That a value is valid under `node`.
    pub(crate) fn valid(node: Node) -> Self {
        Self { node, holds: true }
    }

    /// That a value is not valid under `node`.
    pub(crate) fn invalid(node: Node) -> Self {
        Self { node, holds: false }
    }

    /// The contrary.
    pub(crate) fn negated(self) -> Self {
        Self {
            holds: !self.holds,
            ..self
        }
    }
}

/// Claims that one value must meet together; sorted, each once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Goal(Rc<[Claim]>);

impl Goal {
    pub(crate) fn new(mut claims: Vec<Claim>) -> Self {
        claims.sort_unstable();
        claims.dedup();
        Self(claims.into())
    }

    pub(crate) fn claims(&self) -> &[Claim] {
        &self.0
    }

    /// This goal and one claim more.
    pub(crate) fn with(&self, claim: Claim) -> Self {
        self.with_all([claim])
    }

    /// This goal and more claims.
    pub(crate) fn with_all(&self, claims: impl IntoIterator<Item = Claim>) -> Self {
        let mut all = self.0.to_vec();
        all.extend(claims);
        Self::new(all)
    }

    /// The schema to name when the goal is given up: one that is to be refused, where there is one.
    pub(crate) fn subject(&self) -> Option<Node> {
        let refused = self.0.iter().find(|claim| !claim.holds);
        refused.or(self.0.first()).map(|claim| claim.node)
    }
}

/// A value that meets a goal.
#[derive(Clone, Debug)]
pub(crate) struct Witness {
    pub(crate) value: Rc<Literal>,
    /// How many values it is made of.
    pub(crate) size: u64,
    /// Why it may fail to meet the goal, where something in the goal could not be followed. Such a witness proves
    /// nothing; it is worth a try by the validator.
    pub(crate) doubt: Option<Cause>,
}

impl Witness {
    /// A value without parts.
    pub(crate) fn scalar(value: Literal) -> Self {
        Self::listed(Rc::new(value))
    }

    /// A value that a schema mentions.
    pub(crate) fn listed(value: Rc<Literal>) -> Self {
        let size = size(&value);
        Self {
            value,
            size,
            doubt: None,
        }
    }
}

fn size(value: &Literal) -> u64 {
    match value {
        Literal::Array(items) => 1 + items.iter().map(size).sum::<u64>(),
        Literal::Object(members) => 1 + members.iter().map(|(_, value)| size(value)).sum::<u64>(),
        _ => 1,
    }
}

/// What several ways to one goal have come to.
#[derive(Debug, Default)]
pub(crate) struct Ways {
    doubtful: Option<Witness>,
    cause: Option<Cause>,
}

impl Ways {
    /// Takes the outcome of one way; answers a witness that ends the search.
    pub(crate) fn offer(&mut self, outcome: Found<Witness>) -> Option<Witness> {
        match outcome {
            Found::One(witness) if witness.doubt.is_none() => return Some(witness),
            Found::One(witness) => self.doubtful = self.doubtful.take().or(Some(witness)),
            Found::Nothing => {}
            Found::GaveUp(cause) => self.give_up(cause),
        }
        None
    }

    /// One way was not followed to its end.
    pub(crate) fn give_up(&mut self, cause: Cause) {
        self.cause = self.cause.take().or(Some(cause));
    }

    /// What there is when no way is left.
    pub(crate) fn outcome(self) -> Found<Witness> {
        match (self.doubtful, self.cause) {
            (Some(witness), _) => Found::One(witness),
            (None, Some(cause)) => Found::GaveUp(cause),
            (None, None) => Found::Nothing,
        }
    }
}
