//! Alternatives that need no union: lists of constants, and branches that only constrain what is typed already.

use std::rc::Rc;

use tidings_schema::{Literal, Type, TypeSet};

use super::builder::Builder;
use super::merge::{Choice, Part, merge};
use super::merged::Merged;
use super::{Constraints, Docs};
use crate::settings::MissingType;

/// How deep alternatives may lie in alternatives before they are left to unions.
const DEEPEST: usize = 8;

/// How many answers are kept; more would take as much memory as the types that are made from them.
const REMEMBERED: usize = 512;

impl Builder<'_> {
    /// What the schemas of `key` demand together; what is left of its choices needs a union.
    pub(super) fn merged(&self, key: &[Part]) -> Merged {
        let merged = self.merged_within(key, 0);
        let mut known = self.merged.borrow_mut();
        if known.len() > REMEMBERED {
            known.retain(|_, merged| merged.is_none());
        }
        Merged::clone(&merged)
    }

    fn merged_within(&self, key: &[Part], depth: usize) -> Rc<Merged> {
        match self.merged.borrow().get(key) {
            Some(Some(merged)) => return merged.clone(),
            // Alternatives that lead to themselves say nothing more there.
            Some(None) => return Rc::new(self.unsettled(key)),
            None if depth >= DEEPEST => return Rc::new(self.unsettled(key)),
            None => {}
        }
        self.merged.borrow_mut().insert(key.to_vec(), None);
        let merged = Rc::new(self.settled(key, depth));
        let known = Some(merged.clone());
        self.merged.borrow_mut().insert(key.to_vec(), known);
        merged
    }

    /// What the schemas demand together, with every choice.
    fn unsettled(&self, key: &[Part]) -> Merged {
        let mut merged = merge(self.graph, key);
        if self.settings.missing_type == MissingType::Any {
            merged.take_literally();
        }
        for part in key {
            let choice = self.choice_of_heirs(*part, &merged);
            merged.choices.extend(choice);
        }
        merged
    }

    fn settled(&self, key: &[Part], depth: usize) -> Merged {
        let mut merged = self.unsettled(key);
        for choice in std::mem::take(&mut merged.choices) {
            let branches = choice.branches.iter();
            let branches: Vec<Rc<Merged>> = branches
                .map(|branch| self.merged_within(&[Part::whole(self.graph, *branch)], depth + 1))
                .collect();
            if let Some(constants) = self.constants_of_all(&choice, &branches) {
                merged.admit(constants);
            } else if merged.is_only_constrained_by(&choice, &branches) {
                self.constrain(&mut merged, choice, &branches);
            } else {
                merged.choices.push(choice);
            }
        }
        merged
    }

    /// The values of a choice whose branches list constants and say nothing else, each with what its branch says of it.
    fn constants_of_all(
        &self,
        choice: &Choice,
        branches: &[Rc<Merged>],
    ) -> Option<Vec<(Literal, Docs)>> {
        let mut all: Vec<(Literal, Docs, usize)> = Vec::new();
        for branch in branches {
            let lists_only = branch.implied.is_empty()
                && !self.has_residual(branch)
                && branch.choices.is_empty()
                && !branch.nothing
                && branch.types().is_some_and(|types| !types.is_empty());
            let literals = match &branch.literals {
                _ if !lists_only => return None,
                Some(literals) => literals.clone(),
                None if branch.types() == Some(TypeSet::only(Type::Null)) => vec![Literal::Null],
                None => return None,
            };
            let docs = match literals.len() {
                1 => branch.docs.clone(),
                _ => Docs::default(),
            };
            for literal in literals {
                if !branch.allows(literal.json_type()) {
                    continue;
                }
                match all.iter_mut().find(|(known, ..)| *known == literal) {
                    Some((.., times)) => *times += 1,
                    None => all.push((literal, docs.clone(), 1)),
                }
            }
        }
        let fits = |times: usize| !choice.exactly_one || times == 1;
        let fitting = all.into_iter().filter(|(.., times)| fits(*times));
        Some(fitting.map(|(literal, docs, _)| (literal, docs)).collect())
    }

    /// Leaves the branches to a check of the whole value.
    fn constrain(&self, merged: &mut Merged, choice: Choice, branches: &[Rc<Merged>]) {
        if merged.types().is_none()
            && let Some(types) = common_types(branches)
        {
            merged.state(types);
        }
        // A property that only a branch requires has to be kept to be looked at.
        for name in branches.iter().flat_map(|branch| &branch.required) {
            if !merged.properties.iter().any(|(known, _)| known == name) {
                merged.properties.push((name.clone(), Vec::new()));
            }
        }
        let types = merged.types();
        // A branch for whole numbers does not hold for every number.
        let is_for_all = |branch: &Merged| match (types, branch.types()) {
            (Some(types), Some(own)) => types.iter().all(|one| own.allows(one)),
            (_, own) => own.is_none(),
        };
        let holds_always = |branch: &Rc<Merged>| {
            is_for_all(branch)
                && branch.required.is_empty()
                && branch.names.is_empty()
                && !self.has_residual(branch)
                && branch.formats.is_empty()
                && branch.constraints == Constraints::default()
        };
        if choice.exactly_one || !branches.iter().any(holds_always) {
            merged.unchosen.push(choice);
        }
    }
}

impl Merged {
    fn allows(&self, of: Type) -> bool {
        self.types().is_none_or(|types| types.allows(of))
    }

    /// Only these values.
    fn admit(&mut self, constants: Vec<(Literal, Docs)>) {
        let told = constants
            .iter()
            .filter_map(|(literal, docs)| Some((literal.as_str()?.to_owned(), docs.clone())));
        let told = told.filter(|(_, docs)| docs.title.is_some() || docs.description.is_some());
        self.docs.values.extend(told);
        let constants = constants.into_iter().map(|(literal, _)| literal);
        self.literals = Some(match self.literals.take() {
            Some(known) => constants
                .filter(|literal| known.contains(literal))
                .collect(),
            None => constants.collect(),
        });
    }

    /// Whether the Rust type is the same whichever branch holds.
    fn is_only_constrained_by(&self, choice: &Choice, branches: &[Rc<Merged>]) -> bool {
        choice.discriminator.is_none()
            && branches.iter().all(|branch| branch.only_constrains())
            && match self.types() {
                Some(types) => branches.iter().all(|branch| {
                    let own = branch.stated.unwrap_or(types);
                    types.iter().all(|one| own.allows(one))
                }),
                None => common_types(branches).is_some(),
            }
    }

    /// Whether nothing here declares a property, an item or a value.
    fn only_constrains(&self) -> bool {
        self.literals.is_none()
            && self.choices.is_empty()
            && self.items.is_empty()
            && self.properties.is_empty()
            && self.patterns.is_empty()
            && self.additional.is_empty()
            && !self.nothing
    }
}

/// The types that all `branches` have alike, or numbers of either kind.
fn common_types(branches: &[Rc<Merged>]) -> Option<TypeSet> {
    let numbers = TypeSet::only(Type::Integer).with(Type::Number);
    let mut all = branches.iter().map(|branch| branch.types());
    let first = all.next()??;
    all.try_fold(first, |known, types| {
        let types = types?;
        if types == known {
            return Some(known);
        }
        let is_number = |types: TypeSet| types.iter().all(|one| numbers.contains(one));
        (is_number(types) && is_number(known)).then_some(numbers)
    })
}
