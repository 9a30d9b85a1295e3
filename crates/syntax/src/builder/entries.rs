//! The entries of one mapping: which are there twice, and how one is found among many.

use std::collections::HashMap;
use std::sync::Arc;

use crate::tree::{EntryNode, NodeId, SORTED_ABOVE};

/// A key that is there again; both numbers are positions among the entries.
pub(super) struct Duplicate {
    pub(super) key: Arc<str>,
    pub(super) first: usize,
    pub(super) again: usize,
    /// The value that does not stand, because a later one does.
    pub(super) lost: NodeId,
}

/// Finds the keys that occur more than once, in document order of the later ones.
///
/// Keys are shared, so the same text is the same allocation and no characters are compared.
pub(super) fn duplicates(entries: &[EntryNode]) -> Vec<Duplicate> {
    let mut found = Vec::new();
    let mut pair = |first: usize, before: usize, again: usize| {
        found.push(Duplicate {
            key: entries[again].key.clone(),
            first,
            again,
            lost: entries[before].value,
        });
    };
    if entries.len() <= SORTED_ABOVE {
        for again in 1..entries.len() {
            let same = |other: &usize| Arc::ptr_eq(&entries[*other].key, &entries[again].key);
            if let Some(first) = (0..again).find(same) {
                let before = (0..again).rfind(same).unwrap_or(first);
                pair(first, before, again);
            }
        }
        return found;
    }
    let address = |position: &usize| Arc::as_ptr(&entries[*position].key).cast::<u8>();
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|position| (address(position), *position));
    let mut first = order[0];
    for two in order.windows(2) {
        if address(&two[0]) == address(&two[1]) {
            pair(first, two[0], two[1]);
        } else {
            first = two[1];
        }
    }
    found.sort_by_key(|duplicate| duplicate.again);
    found
}

/// The entries without those that a later one replaces.
pub(super) fn keep_last(entries: Vec<EntryNode>, duplicates: &[Duplicate]) -> Vec<EntryNode> {
    let mut lost: Vec<NodeId> = duplicates.iter().map(|duplicate| duplicate.lost).collect();
    lost.sort_unstable();
    entries
        .into_iter()
        .filter(|entry| lost.binary_search(&entry.value).is_err())
        .collect()
}

/// Where each key stands.
pub(super) fn positions(entries: &[EntryNode]) -> HashMap<Arc<str>, u32> {
    let keys = entries.iter().map(|entry| entry.key.clone());
    keys.zip(0..).collect()
}

/// The positions of the entries, sorted by key.
pub(super) fn sorted(entries: &[EntryNode]) -> Box<[u32]> {
    let mut order: Vec<u32> = (0..entries.len() as u32).collect();
    order.sort_unstable_by(|left, right| {
        entries[*left as usize]
            .key
            .cmp(&entries[*right as usize].key)
    });
    order.into()
}
