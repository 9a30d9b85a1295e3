//! What an array must be.

use crate::found::Node;
use crate::intern::Arena;
use crate::search::{ArrayAtom, Claim};

/// Everything that one array must meet at once.
#[derive(Debug, Default)]
pub(super) struct ArrayDemand {
    /// Schemas that each have one for every position.
    pub(super) tables: Vec<Node>,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
    /// No two items are equal; or two are.
    pub(super) is_unique: Option<bool>,
    is_unique_and_not: bool,
    /// Claims on every item from a position on.
    pub(super) every: Vec<(usize, Claim)>,
    /// Claims on the item at a position, which is there.
    pub(super) at: Vec<(usize, Claim)>,
    /// Claims that some item from a position on meets.
    pub(super) some: Vec<(usize, Claim)>,
    pub(super) counts: Vec<Count>,
}

/// How many items are valid under a schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub(super) node: Node,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
}

impl ArrayDemand {
    pub(super) fn of(atoms: &[ArrayAtom], arena: &Arena) -> Self {
        let mut demand = Self::default();
        for atom in atoms {
            match atom {
                ArrayAtom::Table(node) => demand.tables.push(*node),
                ArrayAtom::Min(min) => demand.min = demand.min.max(*min),
                ArrayAtom::Max(max) => {
                    demand.max = Some(demand.max.map_or(*max, |known| known.min(*max)));
                }
                ArrayAtom::Unique(is_unique) => {
                    let before = demand.is_unique.replace(*is_unique);
                    demand.is_unique_and_not |= before.is_some_and(|before| before != *is_unique);
                }
                ArrayAtom::Every(from, claim) => demand.every.push((*from, *claim)),
                ArrayAtom::At(position, claim) => demand.at.push((*position, *claim)),
                ArrayAtom::Some(from, claim) => demand.some.push((*from, *claim)),
                ArrayAtom::Count(node, min, max) => {
                    demand.count(*node, *min, *max, arena);
                }
            }
        }
        demand
    }

    /// Adds a count; two of one schema are one, unless it may mean two things, and none at all is a claim on every item.
    fn count(&mut self, node: Node, min: u64, max: Option<u64>, arena: &Arena) {
        if (min, max) == (0, Some(0)) {
            self.every.push((0, Claim::invalid(node)));
            return;
        }
        let mut known = self.counts.iter_mut();
        let same = known.find(|count| count.node == node && !arena.is_ambiguous(node));
        let Some(count) = same else {
            self.counts.push(Count { node, min, max });
            return;
        };
        count.min = count.min.max(min);
        count.max = match (count.max, max) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }

    pub(super) fn is_contradiction(&self) -> bool {
        let reach = self.reach().max(self.min);
        self.is_unique_and_not
            || self.max.is_some_and(|max| reach > max)
            || self
                .counts
                .iter()
                .any(|count| count.max.is_some_and(|max| count.min > max))
    }

    /// How many items there are at least, for the demands on single positions.
    pub(super) fn reach(&self) -> u64 {
        let ends = self.at.iter().map(|(position, _)| *position as u64 + 1);
        ends.max().unwrap_or(0)
    }

    /// How many items there are at least, for one that is counted.
    pub(super) fn counted(&self) -> u64 {
        let least = self.counts.iter().map(|count| count.min);
        least.max().unwrap_or(0)
    }

    /// How many items the demands on some item need at most.
    pub(super) fn needs(&self) -> u64 {
        let counted = self.counts.iter().map(|count| count.min);
        let equal = if self.is_unique == Some(false) { 2 } else { 0 };
        counted.fold(self.some.len() as u64 + equal, u64::saturating_add)
    }
}
