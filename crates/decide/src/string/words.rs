//! Single words as an automaton, for strings that are excluded.

use std::collections::{BTreeMap, BTreeSet};

use super::automaton::{ALWAYS, Alphabet, NEVER};

/// The states are the nodes of a tree of all beginnings of words; [`NEVER`] is off the tree.
#[derive(Debug)]
pub(super) struct Words {
    alphabet: Alphabet,
    /// By node and class.
    branches: BTreeMap<(u32, u16), u32>,
    ends: BTreeSet<u32>,
}

/// The node of the empty beginning.
const ROOT: u32 = ALWAYS + 1;

impl Words {
    /// The automaton that accepts `words` alone; `None` when they have too many different characters.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str> + Clone) -> Option<Self> {
        let characters: BTreeSet<u32> = words
            .clone()
            .flat_map(str::chars)
            .map(|character| character as u32)
            .collect();
        let sets: Vec<_> = characters
            .into_iter()
            .map(|point| vec![(point, point)])
            .collect();
        let mut tree = Self {
            alphabet: Alphabet::new(&sets)?,
            branches: BTreeMap::new(),
            ends: BTreeSet::new(),
        };
        let mut fresh = ROOT + 1;
        for word in words {
            let mut node = ROOT;
            for character in word.chars() {
                let class = tree.alphabet.class_of(character);
                node = *tree.branches.entry((node, class)).or_insert_with(|| {
                    fresh += 1;
                    fresh
                });
            }
            tree.ends.insert(node);
        }
        Some(tree)
    }

    pub(super) fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    pub(super) fn start(&self) -> u32 {
        ROOT
    }

    pub(super) fn step(&self, state: u32, class: u16) -> u32 {
        self.branches.get(&(state, class)).copied().unwrap_or(NEVER)
    }

    pub(super) fn accepts(&self, state: u32) -> bool {
        self.ends.contains(&state)
    }
}
