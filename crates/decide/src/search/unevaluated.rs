//! `unevaluatedItems` and `unevaluatedProperties` (2020-12 core §11): what no other keyword has looked at.
//!
//! Which parts of a value are looked at depends on which of the schemas that are applied to it accept it. So there is one
//! way for each outcome of those, and on each way it is fixed what is left over: items behind a position, or names that
//! are not declared. That is exact; with many outcomes it is given up. Of objects most need none of this (`evaluated`).

use std::rc::Rc;

use tidings_schema::Literal;

use super::atom::{Alternative, ArrayAtom, Atom, Declared, ObjectAtom, Region};
use super::{Claim, Goal, Search};
use crate::found::{Cause, Node};
use crate::intern::{ArrayShape, Combination, Kind, ObjectShape, Shape};

/// How many outcomes are told apart.
const OUTCOME_LIMIT: usize = 256;

/// From how many outcomes on those are left out that no value can have.
const THIN_OUT_FROM: usize = 16;

/// How many schemas may be applied inside each other.
const DEPTH_LIMIT: usize = 64;

/// What has been looked at on one way.
#[derive(Clone, Debug, Default)]
struct Outcome {
    way: Alternative,
    /// Every part has been.
    all: bool,
    /// So many items from the start have been.
    items: usize,
    /// Items that are valid under one of these have been.
    contained: Vec<Node>,
    names: Vec<Rc<str>>,
    patterns: Vec<Rc<str>>,
}

impl Search<'_> {
    /// The ways in which every item left over is valid, or in which one is not.
    pub(super) fn unevaluated_items(
        &mut self,
        node: Node,
        array: &ArrayShape,
        holds: bool,
    ) -> Result<Vec<Alternative>, Cause> {
        let Some(rest) = array.unevaluated else {
            return Ok(Vec::new());
        };
        let mut ways = Vec::new();
        for mut outcome in self.outcomes(node, Kind::Array, true, 0)? {
            match (outcome.all, holds) {
                (true, true) => {}
                (true, false) => continue,
                (false, _) => {
                    let node = if outcome.contained.is_empty() {
                        rest
                    } else {
                        outcome.contained.push(rest);
                        self.arena.any(outcome.contained, Some(node))
                    };
                    let claim = Claim { node, holds };
                    outcome.way.atoms.push(Atom::Array(match holds {
                        true => ArrayAtom::Every(outcome.items, claim),
                        false => ArrayAtom::Some(outcome.items, claim),
                    }));
                }
            }
            ways.push(outcome.way);
        }
        Ok(ways)
    }

    /// The ways in which every property left over is valid, or in which one is not.
    pub(super) fn unevaluated_properties(
        &mut self,
        node: Node,
        object: &ObjectShape,
        holds: bool,
    ) -> Result<Vec<Alternative>, Cause> {
        let Some(rest) = object.unevaluated else {
            return Ok(Vec::new());
        };
        if let Some(node) = self.without_unevaluated(node, object)? {
            return Ok(vec![Claim { node, holds }.into()]);
        }
        let mut ways = Vec::new();
        for mut outcome in self.outcomes(node, Kind::Object, true, 0)? {
            match (outcome.all, holds) {
                (true, true) => {}
                (true, false) => continue,
                (false, _) => {
                    let Outcome {
                        mut names,
                        patterns,
                        ..
                    } = outcome;
                    names.sort();
                    names.dedup();
                    let region = Region::Others(Rc::new(Declared { names, patterns }));
                    let claim = Claim { node: rest, holds };
                    outcome.way.atoms.push(Atom::Object(match holds {
                        true => ObjectAtom::Every(region, claim),
                        false => ObjectAtom::Some(region, claim),
                    }));
                }
            }
            ways.push(outcome.way);
        }
        Ok(ways)
    }

    /// Whether what the schema `node` leaves unevaluated of `value` is valid.
    ///
    /// # Errors
    ///
    /// When that depends on something the search has no rule for.
    pub(crate) fn leaves_valid(
        &mut self,
        node: Node,
        shape: &Shape,
        value: &Literal,
    ) -> Result<bool, Cause> {
        let ways = match (value, &shape.array, &shape.object) {
            (Literal::Array(_), Some(array), _) => self.unevaluated_items(node, array, true)?,
            (Literal::Object(_), _, Some(object)) => {
                self.unevaluated_properties(node, object, true)?
            }
            _ => return Ok(true),
        };
        for way in ways {
            if self.meets(&way.claims, value)? && self.way_is_open(&way.atoms, value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn way_is_open(&mut self, atoms: &[Atom], value: &Literal) -> Result<bool, Cause> {
        for atom in atoms {
            let is_met = match (atom, value) {
                (Atom::Array(ArrayAtom::Every(from, claim)), Literal::Array(items)) => {
                    let mut all = true;
                    for item in items.iter().skip(*from) {
                        all = all && self.is_met(*claim, item)?;
                    }
                    all
                }
                (Atom::Object(ObjectAtom::Required(name)), _) => value.get(name).is_some(),
                (Atom::Object(ObjectAtom::Absent(name)), _) => value.get(name).is_none(),
                (Atom::Object(ObjectAtom::Every(region, claim)), Literal::Object(members)) => {
                    let mut all = true;
                    for (name, value) in members {
                        all = all && (!self.is_in(region, name)? || self.is_met(*claim, value)?);
                    }
                    all
                }
                _ => true,
            };
            if !is_met {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What may have been looked at by `node`, which accepts the value.
    ///
    /// It may be taken to accept it: a schema that refuses the value settles the question without what it leaves over, be
    /// that asked for as a demand that must be met or as one that must not.
    fn outcomes(
        &mut self,
        node: Node,
        kind: Kind,
        is_outermost: bool,
        depth: usize,
    ) -> Result<Vec<Outcome>, Cause> {
        let too_many =
            || Cause::new("what is left unevaluated depends on too many schemas").about(Some(node));
        if depth > DEPTH_LIMIT {
            return Err(too_many());
        }
        self.budget.spend(1)?;
        let shape = self.arena.shape(node);
        let mut outcomes = vec![looked_at(&shape, kind, is_outermost)];
        let dependent = shape.object.iter().filter(|_| kind == Kind::Object);
        for (name, part) in dependent.flat_map(|object| &object.dependent) {
            let mut ways = self.outcomes(*part, kind, false, depth + 1)?;
            for outcome in &mut ways {
                let present = Atom::Object(ObjectAtom::Required(Rc::clone(name)));
                outcome.way.atoms.push(present);
            }
            ways.push(Outcome::by(ObjectAtom::Absent(Rc::clone(name))));
            outcomes = product(&outcomes, &ways).ok_or_else(too_many)?;
        }
        for combination in &shape.combined {
            let conditional = match combination {
                Combination::All(part) => {
                    let ways = self.outcomes(*part, kind, false, depth + 1)?;
                    outcomes = product(&outcomes, &ways).ok_or_else(too_many)?;
                    continue;
                }
                Combination::One(parts) => {
                    let ways = self.alternatives(parts, kind, depth)?;
                    outcomes = product(&outcomes, &ways).ok_or_else(too_many)?;
                    continue;
                }
                Combination::Any(parts) => parts.iter().map(|part| (*part, *part, None)).collect(),
                Combination::If(condition, consequence, alternative) => {
                    vec![(*condition, *consequence, Some(*alternative))]
                }
                Combination::Not(_) => continue,
                Combination::Undecided(why, _) => {
                    return Err(Cause::new(why.reason()).about(Some(node)));
                }
            };
            for (condition, consequence, alternative) in conditional {
                let ways = self.conditional(condition, consequence, alternative, kind, depth)?;
                outcomes = product(&outcomes, &ways).ok_or_else(too_many)?;
                if outcomes.len() > THIN_OUT_FROM {
                    outcomes.retain(|outcome| self.is_thinkable(outcome));
                }
            }
        }
        Ok(outcomes)
    }

    /// Whether a value may go the way of `outcome`.
    ///
    /// That none may must be settled: a value is also judged by the ways that are left, and refused where none is.
    fn is_thinkable(&mut self, outcome: &Outcome) -> bool {
        let goal = Goal::new(outcome.way.claims.clone());
        self.solve(&goal);
        !self.is_refuted(&goal)
    }

    /// Exactly one of `parts` accepts the value, and has looked at it.
    fn alternatives(
        &mut self,
        parts: &[Node],
        kind: Kind,
        depth: usize,
    ) -> Result<Vec<Outcome>, Cause> {
        let mut ways = Vec::new();
        for (chosen, part) in parts.iter().enumerate() {
            let claims = self.exactly(parts, chosen).claims;
            for mut outcome in self.outcomes(*part, kind, false, depth + 1)? {
                outcome.way.claims.extend(&claims);
                ways.push(outcome);
            }
        }
        Ok(ways)
    }

    /// Where `condition` accepts the value, it and `consequence` have looked at it, otherwise `alternative`.
    fn conditional(
        &mut self,
        condition: Node,
        consequence: Node,
        alternative: Option<Node>,
        kind: Kind,
        depth: usize,
    ) -> Result<Vec<Outcome>, Cause> {
        let mut ways = self.outcomes(condition, kind, false, depth + 1)?;
        if consequence != condition {
            let more = self.outcomes(consequence, kind, false, depth + 1)?;
            ways = product(&ways, &more).ok_or_else(|| {
                Cause::new("what is left unevaluated depends on too many schemas")
            })?;
        }
        for outcome in &mut ways {
            outcome.way.claims.push(Claim::valid(condition));
        }
        let mut others = match alternative {
            Some(alternative) => self.outcomes(alternative, kind, false, depth + 1)?,
            None => vec![Outcome::default()],
        };
        for outcome in &mut others {
            outcome.way.claims.push(Claim::invalid(condition));
        }
        ways.extend(others);
        Ok(ways)
    }
}

impl Outcome {
    fn by(atom: ObjectAtom) -> Self {
        Self {
            way: atom.into(),
            ..Self::default()
        }
    }

    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.way.claims.extend(&other.way.claims);
        both.way.atoms.extend(other.way.atoms.iter().cloned());
        both.all |= other.all;
        both.items = both.items.max(other.items);
        both.contained.extend(&other.contained);
        both.names.extend(other.names.iter().cloned());
        both.patterns.extend(other.patterns.iter().cloned());
        both
    }
}

fn product(left: &[Outcome], right: &[Outcome]) -> Option<Vec<Outcome>> {
    if left.len() * right.len() > OUTCOME_LIMIT {
        return None;
    }
    let pairs = left
        .iter()
        .flat_map(|left| right.iter().map(move |right| left.and(right)));
    Some(pairs.collect())
}

/// What the keywords of `shape` itself look at.
fn looked_at(shape: &Shape, kind: Kind, is_outermost: bool) -> Outcome {
    let mut outcome = Outcome::default();
    match (kind, &shape.array, &shape.object) {
        (Kind::Array, Some(array), _) => {
            outcome.all = array.rest.is_some() || !is_outermost && array.unevaluated.is_some();
            outcome.items = array.prefix.len();
            let contains = array.contains.filter(|contains| contains.evaluates);
            outcome
                .contained
                .extend(contains.map(|contains| contains.node));
        }
        (Kind::Object, _, Some(object)) => {
            outcome.all = object.rest.is_some() || !is_outermost && object.unevaluated.is_some();
            let Declared { names, patterns } = Declared::by(object);
            (outcome.names, outcome.patterns) = (names, patterns);
        }
        _ => {}
    }
    outcome
}
