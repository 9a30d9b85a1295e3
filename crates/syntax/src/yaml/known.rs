//! A block mapping of a version that was read, cut into its entries.

use std::collections::HashMap;
use std::ops::Range;

use crate::extent::column;
use crate::tree::{EntryNode, NodeId, Shape, Tree};

/// A block mapping of the known version, by what stands before the first `:` of its entries.
pub(super) struct KnownMapping<'k> {
    entries: HashMap<&'k str, KnownEntry<'k>>,
}

/// An entry of such a mapping.
pub(super) struct KnownEntry<'k> {
    pub(super) entry: &'k EntryNode,
    /// Where it stands, with its indentation and what lies before the next one.
    pub(super) piece: Range<usize>,
}

impl<'k> KnownMapping<'k> {
    /// The block mapping `node`, of which the text is `range`; `None` where that is no such mapping.
    pub(super) fn of(known: &'k Tree, node: NodeId, range: Range<usize>) -> Option<Self> {
        let Shape::Mapping(all) = &known.node(node).shape else {
            return None;
        };
        let text: &str = known.text();
        let start = known.node(node).start as usize;
        if start != range.start || text[start..].starts_with('{') {
            return None;
        }
        let column = column(text, start);
        let starts = all.iter().map(|entry| {
            let start = (entry.key_start as usize).checked_sub(column)?;
            let indent = text.get(start..entry.key_start as usize)?;
            let is_alone = indent.bytes().all(|byte| byte == b' ');
            (is_alone && !entry.merged).then_some(start)
        });
        let starts: Vec<usize> = starts.collect::<Option<_>>()?;
        let ends = starts.iter().skip(1).copied().chain([range.end]);
        let pieces = starts.iter().zip(ends).map(|(start, end)| *start..end);
        let known = all.iter().zip(pieces);
        let entries = known.map(|(entry, piece)| {
            let label = label(&text[piece.clone()]);
            (label, KnownEntry { entry, piece })
        });
        Some(Self {
            entries: entries.collect(),
        })
    }

    /// The entry that has the key of the entry `text`, as far as its look tells.
    pub(super) fn entry(&self, text: &str) -> Option<&KnownEntry<'k>> {
        self.entries.get(label(text))
    }
}

impl KnownEntry<'_> {
    /// Whether something was found in it, so that reading it tells more than the tree holds.
    pub(super) fn has_mistakes(&self, known: &Tree) -> bool {
        let before = |at: &u32| (*at as usize) < self.piece.start;
        let first = known.mistakes.get(known.mistakes.partition_point(before));
        first.is_some_and(|at| (*at as usize) < self.piece.end)
    }
}

/// What stands before the first `:` of an entry, its indentation included.
fn label(text: &str) -> &str {
    text.find(':').map_or(text, |colon| &text[..colon])
}
