//! What an object must be.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::found::Node;
use crate::search::{Claim, ObjectAtom, Region};

/// Everything that one object must meet at once.
#[derive(Debug, Default)]
pub(super) struct ObjectDemand {
    /// Schemas whose properties, patterns and rest all hold.
    pub(super) tables: Vec<Node>,
    /// Claims on every property of a region.
    pub(super) every: Vec<(Region, Claim)>,
    pub(super) required: BTreeSet<Rc<str>>,
    pub(super) absent: BTreeSet<Rc<str>>,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
    /// Claims on every name.
    pub(super) names: Vec<Claim>,
    /// What some property must be; those with the fewest names to choose from come first.
    pub(super) obligations: Vec<Obligation>,
}

/// What some property must be.
#[derive(Debug)]
pub(super) enum Obligation {
    /// Its name is in the region and its value meets the claim.
    Value(Region, Claim),
    /// Its name meets the claims.
    Name(Vec<Claim>),
}

impl Obligation {
    /// Nothing in particular.
    pub(super) const ANY: Self = Self::Name(Vec::new());

    fn freedom(&self) -> u8 {
        match self {
            Self::Value(Region::Key(_), _) => 0,
            Self::Value(Region::Pattern(_), _) => 1,
            Self::Value(Region::Others(_), _) => 2,
            Self::Name(_) => 3,
        }
    }
}

impl ObjectDemand {
    pub(super) fn of(atoms: &[ObjectAtom]) -> Self {
        let mut demand = Self::default();
        for atom in atoms {
            match atom {
                ObjectAtom::Table(node) => demand.tables.push(*node),
                ObjectAtom::Required(name) => drop(demand.required.insert(Rc::clone(name))),
                ObjectAtom::Absent(name) => drop(demand.absent.insert(Rc::clone(name))),
                ObjectAtom::Min(min) => demand.min = demand.min.max(*min),
                ObjectAtom::Max(max) => {
                    demand.max = Some(demand.max.map_or(*max, |known| known.min(*max)));
                }
                ObjectAtom::Every(region, claim) => demand.every.push((region.clone(), *claim)),
                ObjectAtom::Some(region, claim) => {
                    let obligation = Obligation::Value(region.clone(), *claim);
                    demand.obligations.push(obligation);
                }
                ObjectAtom::EveryName(claim) => demand.names.push(*claim),
                ObjectAtom::SomeName(claim) => {
                    demand.obligations.push(Obligation::Name(vec![*claim]));
                }
            }
        }
        demand.obligations.sort_by_key(Obligation::freedom);
        demand
    }

    pub(super) fn is_contradiction(&self) -> bool {
        self.max.is_some_and(|max| self.min > max)
            || self.required.intersection(&self.absent).next().is_some()
    }
}
