//! Going back to the last entry of a mapping that is complete, from where a broken document is read on.

use tidings_diag::Location;

use super::{Builder, Frame, KeyState};
use crate::extent::column;
use crate::tree::{NodeId, Shape};

impl Builder<'_> {
    /// Forgets everything from the last entry of the open mapping at `level` on, and says where that entry started
    /// and in which column the mapping is.
    ///
    /// Levels count from 1, the root. An entry that seems complete is kept if what follows it starts in the mapping's column.
    /// `None` when there is no block mapping open at that level.
    pub(crate) fn rewind(&mut self, level: usize) -> Option<(u32, usize)> {
        let mapping = self.frames.get(level - 1)?;
        let place = self.nodes[mapping.node.index()].start;
        if self.text[place as usize..].starts_with('{') {
            return None;
        }
        let children = mapping.children;
        let own = self.entries.get(children..)?;
        let kept = match &mapping.key {
            KeyState::Sequence => return None,
            KeyState::Wanted
                if self.frames.len() == level && self.goes_on_in_column(mapping.end, place) =>
            {
                own.len()
            }
            KeyState::Given(_) => own.len(),
            // With a key that was read, the first entry that is no child of another is the open one.
            _ => match self.frames.get(level) {
                Some(open) => own.iter().position(|entry| entry.value == open.node)?,
                None => own.len().checked_sub(1)?,
            },
        };
        let start = match (&mapping.key, own.get(kept)) {
            (KeyState::Given(key), _) => key.start,
            (_, Some(entry)) => entry.key_start,
            (_, None) => self.next_text(mapping.end),
        };
        let end = match kept.checked_sub(1).and_then(|last| own.get(last)) {
            Some(last) => self.nodes[last.value.index()].end.max(last.key_end),
            None => place,
        };
        if let Some(first) = own.get(kept).map(|entry| entry.value) {
            self.nodes.truncate(first.index());
        }
        let below = |frame: &&Frame| matches!(frame.key, KeyState::Sequence);
        if let Some(sequence) = self.frames[level..].iter().find(below) {
            self.items.truncate(sequence.children);
        }
        self.entries.truncate(children + kept);
        self.frames.truncate(level);
        let gone = NodeId::new(self.nodes.len());
        if let Some(mapping) = self.frames.last_mut() {
            mapping.key = KeyState::Wanted;
            mapping.end = end;
            mapping.merges.retain(|merge| merge.value < gone);
        }
        self.forget_from(start);
        Some((start, column(self.text, place as usize)))
    }

    /// Where the next text behind `offset` starts.
    fn next_text(&self, offset: u32) -> u32 {
        let rest = &self.text[offset as usize..];
        offset + (rest.len() - rest.trim_start().len()) as u32
    }

    /// Whether the next text behind `offset` is on a line of its own, in the column in which `place` is.
    fn goes_on_in_column(&self, offset: u32, place: u32) -> bool {
        let next = self.next_text(offset);
        let between = &self.text[offset as usize..next as usize];
        between.contains(['\n', '\r'])
            && column(self.text, next as usize) == column(self.text, place as usize)
    }

    /// Forgets everything, if the root is a value without others in it.
    pub(crate) fn forget_scalar_root(&mut self) {
        let root = self.nodes.first().map(|root| &root.shape);
        if !matches!(root, Some(Shape::Sequence(_) | Shape::Mapping(_))) {
            self.nodes.clear();
            self.forget_from(0);
        }
    }

    /// Forgets the value of a document in which nothing stands.
    pub(crate) fn forget_blank_root(&mut self) {
        if let [root] = &*self.nodes
            && root.shape == Shape::Null
            && root.start == root.end
        {
            self.nodes.clear();
        }
    }

    /// Forgets what was noted about nodes that are gone and about the text from `start` on.
    fn forget_from(&mut self, start: u32) {
        let gone = NodeId::new(self.nodes.len());
        self.anchors.forget_from(gone);
        self.incomplete.retain(|node| *node < gone);
        self.sorted.retain(|node, _| *node < gone);
        if let Some(comments) = &mut self.comments {
            comments.retain(|comment| comment.0 < start);
        }
        self.lookalikes
            .retain(|lookalike| lookalike.span.start < start);
        self.findings.retain(|(finding, node)| {
            let before = |location: &Location| location.span.start < start;
            finding.location.as_ref().is_some_and(before) && node.is_none_or(|node| node < gone)
        });
    }

    /// Closes everything that is open inside the mapping at `level`, which stays open.
    pub(crate) fn close_to(&mut self, level: usize) {
        while self.frames.len() > level {
            self.close(None);
        }
        if let Some(mapping) = self.frames.last_mut() {
            mapping.key = KeyState::Wanted;
        }
    }
}
