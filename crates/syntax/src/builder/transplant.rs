//! Takes over what another tree has.

use std::ops::Range;

use super::{Builder, Collection, Stop};
use crate::Lookalike;
use crate::tree::{EntryNode, NodeId, Shape, Tree};

impl Builder<'_> {
    /// Takes over `entry`, whose text is the part `piece` of the text of `known`; here that part starts at `start`.
    ///
    /// Nothing in it may be an alias or the value of a merge key.
    pub(crate) fn transplant(
        &mut self,
        known: &Tree,
        entry: &EntryNode,
        piece: Range<usize>,
        start: usize,
    ) -> Result<(), Stop> {
        let offset = (start as u32).wrapping_sub(piece.start as u32);
        let first = known
            .lookalikes
            .partition_point(|lookalike| (lookalike.span.start as usize) < piece.start);
        for lookalike in &known.lookalikes[first..] {
            if lookalike.span.start as usize >= piece.end {
                break;
            }
            let moved =
                [lookalike.span.start, lookalike.span.end].map(|at| at.wrapping_add(offset));
            self.lookalikes.push(Lookalike {
                span: self.span(moved[0], moved[1]),
                kind: lookalike.kind,
            });
        }
        let transplant = Transplant { known, offset };
        transplant.entry(self, entry)
    }
}

/// A part of a tree that moves by `offset` bytes, counted around the end of all numbers.
struct Transplant<'k> {
    known: &'k Tree,
    offset: u32,
}

impl Transplant<'_> {
    fn entry(&self, builder: &mut Builder<'_>, entry: &EntryNode) -> Result<(), Stop> {
        let [start, end] = [entry.key_start, entry.key_end].map(|at| self.moved(at));
        builder.key(&entry.key, start, end);
        self.value(builder, entry.value)
    }

    fn value(&self, builder: &mut Builder<'_>, id: NodeId) -> Result<(), Stop> {
        let node = self.known.node(id);
        let [start, end] = [node.start, node.end].map(|at| self.moved(at));
        match &node.shape {
            Shape::Sequence(items) => {
                builder.open(Collection::Sequence, start, start)?;
                for item in items {
                    self.value(builder, *item)?;
                }
                builder.close(Some(end));
                Ok(())
            }
            Shape::Mapping(entries) => {
                builder.open(Collection::Mapping, start, start)?;
                for entry in entries {
                    self.entry(builder, entry)?;
                }
                builder.close(Some(end));
                Ok(())
            }
            Shape::Verbatim(from, to) => {
                let shape = Shape::Verbatim(self.moved(*from), self.moved(*to));
                builder.scalar(shape, start, end)
            }
            shape => builder.scalar(shape.clone(), start, end),
        }
    }

    fn moved(&self, at: u32) -> u32 {
        at.wrapping_add(self.offset)
    }
}
