//! Code points in classes: two code points of one class are the same to an automaton.

use std::collections::HashMap;

/// A set of code points: ranges in order, without overlap, both ends in the set.
pub(super) type Set = Vec<(u32, u32)>;

/// The greatest code point.
pub(super) const LAST: u32 = 0x10_FFFF;

/// A partition of the code points by the sets that they are in.
#[derive(Debug)]
pub(in crate::string) struct Alphabet {
    /// Where a class begins, and which; the first one begins at zero.
    intervals: Vec<(u32, u16)>,
    /// By class, one bit per set.
    members: Vec<Box<[u64]>>,
}

impl Alphabet {
    /// The coarsest partition that respects `sets`; `None` when it has more classes than are counted here.
    pub(in crate::string) fn new(sets: &[Set]) -> Option<Self> {
        let mut events = vec![];
        for (index, set) in sets.iter().enumerate() {
            for &(low, high) in set {
                events.push((low, index));
                events.push((high + 1, index));
            }
        }
        events.sort_unstable();
        let mut alphabet = Self {
            intervals: Vec::new(),
            members: Vec::new(),
        };
        let mut classes = HashMap::new();
        let mut current = vec![0_u64; sets.len().div_ceil(64)].into_boxed_slice();
        let (mut at, mut start) = (0, 0);
        while start <= LAST {
            // A range that begins where another one of the same set ends toggles its bit twice.
            while let Some(&(point, set)) = events.get(at)
                && point == start
            {
                current[set / 64] ^= 1 << (set % 64);
                at += 1;
            }
            let fresh = classes.len();
            let class = *classes.entry(current.clone()).or_insert(fresh);
            if class == fresh {
                alphabet.members.push(current.clone());
            }
            alphabet.intervals.push((start, u16::try_from(class).ok()?));
            start = events.get(at).map_or(LAST + 1, |&(point, _)| point);
        }
        Some(alphabet)
    }

    /// How many classes there are.
    pub(in crate::string) fn classes(&self) -> usize {
        self.members.len()
    }

    /// Where classes begin, and which.
    pub(in crate::string) fn intervals(&self) -> &[(u32, u16)] {
        &self.intervals
    }

    /// The class of a character.
    pub(in crate::string) fn class_of(&self, character: char) -> u16 {
        let point = character as u32;
        let after = self.intervals.partition_point(|&(start, _)| start <= point);
        self.intervals[after - 1].1
    }

    /// Whether the characters of `class` are in the set that was given as number `set`.
    pub(super) fn contains(&self, class: u16, set: u32) -> bool {
        let bits = self.members[usize::from(class)][set as usize / 64];
        bits >> (set % 64) & 1 == 1
    }
}
