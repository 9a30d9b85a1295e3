//! Every way of meeting a goal with a value of one kind, one after the other.

use std::collections::BTreeSet;
use std::rc::Rc;

use tidings_schema::{Decimal, Literal};

use super::Search;
use super::atom::{Alternative, ArrayAtom, Atom, ObjectAtom};
use super::branch::{Branch, Mark, Next, Prospect};
use super::contradictions::bound;
use super::goal::{Goal, Ways, Witness};
use crate::found::{Cause, Found};
use crate::intern::{Kind, StringRule, Value};
use crate::number::NumberDemand;
use crate::string::StringDemand;

/// A place to come back to.
struct Fork {
    mark: Mark,
    ways: Rc<[Alternative]>,
    open: Vec<usize>,
    next: usize,
}

impl Search<'_> {
    /// A value of `kind` that meets `goal`.
    pub(crate) fn solve_kind(&mut self, goal: &Goal, kind: Kind) -> Found<Witness> {
        let few = match kind {
            Kind::Null => &[Literal::Null][..],
            Kind::Boolean => &[Literal::Bool(true), Literal::Bool(false)],
            Kind::Number | Kind::String | Kind::Array | Kind::Object => {
                return self.solve_ways(goal, kind).unwrap_or_else(Found::GaveUp);
            }
        };
        self.solve_listed(goal, few.iter().cloned().map(Rc::new))
    }

    /// One of `values` that meets `goal`.
    fn solve_listed(
        &mut self,
        goal: &Goal,
        values: impl IntoIterator<Item = Rc<Literal>>,
    ) -> Found<Witness> {
        let mut ways = Ways::default();
        for value in values {
            match self.meets(goal.claims(), &value) {
                Ok(true) => return Found::One(Witness::listed(value)),
                Ok(false) => {}
                Err(cause) if self.budget.is_exhausted() => return Found::GaveUp(cause),
                Err(cause) => {
                    let mut witness = Witness::listed(value);
                    witness.doubt = Some(cause.about(goal.subject()));
                    ways.offer(Found::One(witness));
                }
            }
        }
        ways.outcome()
    }

    fn solve_ways(&mut self, goal: &Goal, kind: Kind) -> Result<Found<Witness>, Cause> {
        let mut ways = Ways::default();
        let mut branch = Branch::new(kind);
        let mut forks: Vec<Fork> = Vec::new();
        let start = Alternative {
            claims: goal.claims().to_vec(),
            ..Alternative::default()
        };
        let mut next = branch.take(&start, self)?;
        loop {
            let outcome = match next {
                Next::Fork(alternatives, open) => {
                    forks.push(Fork {
                        mark: branch.mark(),
                        ways: alternatives,
                        open,
                        next: 0,
                    });
                    Found::Nothing
                }
                Next::Contradiction => Found::Nothing,
                Next::Listed(values) => {
                    // Whatever else the branch demands: the value is one of these, and each is judged by the whole goal.
                    let literal = |value: &Value| Rc::clone(self.arena.values.get(*value));
                    let literals: Vec<_> = values.iter().map(literal).collect();
                    self.solve_listed(goal, literals)
                }
                Next::Leaf => self.solve_leaf(&branch, goal),
            };
            if let Some(witness) = ways.offer(outcome) {
                return Ok(Found::One(witness));
            }
            if self.budget.is_exhausted() {
                return Err(self.budget.exhaustion());
            }
            next = loop {
                let Some(fork) = forks.last_mut() else {
                    return Ok(ways.outcome());
                };
                branch.go_back(fork.mark);
                let Some(way) = fork.open.get(fork.next) else {
                    forks.pop();
                    continue;
                };
                fork.next += 1;
                let way = &Rc::clone(&fork.ways)[*way];
                self.budget.spend(1)?;
                if !matches!(branch.prospect(way, self)?, Prospect::Contradiction) {
                    break branch.take(way, self)?;
                }
            };
        }
    }

    fn solve_leaf(&mut self, branch: &Branch, goal: &Goal) -> Found<Witness> {
        let found = match branch.kind {
            Kind::Null | Kind::Boolean => Found::Nothing,
            Kind::Number => {
                let demand = self.number_demand(&branch.atoms);
                let found = crate::number::find(&demand, &mut self.budget);
                found.map(|number| Witness::scalar(Literal::Number(number.to_string())))
            }
            Kind::String => {
                let demand = self.string_demand(&branch.atoms);
                let found = self.string(demand);
                found.map(|text| Witness::scalar(Literal::String(text)))
            }
            Kind::Array => {
                let atoms = branch.atoms.iter();
                let atoms: Vec<ArrayAtom> = atoms
                    .filter_map(|atom| match atom {
                        Atom::Array(atom) => Some(atom.clone()),
                        _ => None,
                    })
                    .collect();
                self.solve_array(&atoms)
            }
            Kind::Object => {
                let atoms = branch.atoms.iter();
                let atoms: Vec<ObjectAtom> = atoms
                    .filter_map(|atom| match atom {
                        Atom::Object(atom) => Some(atom.clone()),
                        _ => None,
                    })
                    .collect();
                self.solve_object(&atoms)
            }
        };
        match found {
            Found::One(mut witness) => {
                witness.doubt = witness.doubt.or(branch.doubts.first().cloned());
                Found::One(witness)
            }
            Found::Nothing => Found::Nothing,
            Found::GaveUp(cause) => Found::GaveUp(cause.about(goal.subject())),
        }
    }

    fn number_demand(&self, atoms: &[Atom]) -> NumberDemand {
        let mut demand = NumberDemand::default();
        for atom in atoms {
            match atom {
                Atom::Number(rule, holds) => bound(&mut demand, rule, *holds),
                Atom::Excluded(values) => {
                    let numbers =
                        values
                            .iter()
                            .filter_map(|value| match &**self.arena.values.get(*value) {
                                Literal::Number(text) => Decimal::parse(text),
                                _ => None,
                            });
                    demand.excluded.extend(numbers);
                }
                _ => {}
            }
        }
        demand
    }

    fn string_demand(&self, atoms: &[Atom]) -> StringDemand {
        let mut demand = StringDemand::default();
        let mut excluded = BTreeSet::new();
        let at_most = |demand: &mut StringDemand, length: u64| {
            demand.max_length = Some(demand.max_length.map_or(length, |known| known.min(length)));
        };
        for atom in atoms {
            match atom {
                Atom::String(rule, holds) => match (rule, holds) {
                    (StringRule::MinLength(length), true) => {
                        demand.min_length = demand.min_length.max(*length);
                    }
                    (StringRule::MinLength(length), false) => {
                        at_most(&mut demand, length.saturating_sub(1));
                    }
                    (StringRule::MaxLength(length), true) => at_most(&mut demand, *length),
                    (StringRule::MaxLength(length), false) => {
                        demand.min_length = demand.min_length.max(length.saturating_add(1));
                    }
                    (StringRule::Pattern(pattern), true) => demand.inside.push(Rc::clone(pattern)),
                    (StringRule::Pattern(pattern), false) => {
                        demand.outside.push(Rc::clone(pattern))
                    }
                    (StringRule::Format(format), true) => demand.formats_inside.push(*format),
                    (StringRule::Format(format), false) => demand.formats_outside.push(*format),
                },
                Atom::Excluded(values) => {
                    let texts = values
                        .iter()
                        .filter_map(|value| self.arena.values.get(*value).as_str());
                    excluded.extend(texts.map(str::to_owned));
                }
                _ => {}
            }
        }
        demand.excluded = excluded;
        demand.inside.sort();
        demand.inside.dedup();
        demand.outside.sort();
        demand.outside.dedup();
        demand
    }
}
