//! Going back to the last entry of the root that is complete, from where a broken document is read on.

use tidings_diag::Location;

use super::{Builder, KeyState};
use crate::tree::{NodeId, Shape};

impl Builder<'_> {
    /// Forgets everything from the last entry of the root mapping on, and says where that entry started.
    ///
    /// An entry that seems complete is kept if what follows it starts in the first column.
    /// `None` when the root is no mapping that is still open.
    pub(crate) fn rewind_to_root(&mut self) -> Option<u32> {
        let root = self.frames.first()?;
        let own = self.entries.get(root.children..)?;
        let kept = match &root.key {
            KeyState::Sequence => return None,
            KeyState::Wanted if self.frames.len() == 1 && self.next_in_first_column(root.end) => {
                own.len()
            }
            KeyState::Given(_) => own.len(),
            // With a key that was read, the first entry that is no child of another is the open one.
            _ => match self.frames.get(1) {
                Some(open) => own.iter().position(|entry| entry.value == open.node)?,
                None => own.len().checked_sub(1)?,
            },
        };
        let start = match (&root.key, own.get(kept)) {
            (KeyState::Given(key), _) => key.start,
            (_, Some(entry)) => entry.key_start,
            (_, None) => root.end,
        };
        let end = match kept.checked_sub(1).and_then(|last| own.get(last)) {
            Some(last) => self.nodes[last.value.index()].end.max(last.key_end),
            None => self.nodes[root.node.index()].start,
        };
        if let Some(first) = own.get(kept).map(|entry| entry.value) {
            self.nodes.truncate(first.index());
        }
        self.entries.truncate(root.children + kept);
        self.frames.truncate(1);
        self.items.clear();
        let gone = NodeId::new(self.nodes.len());
        if let Some(root) = self.frames.first_mut() {
            root.key = KeyState::Wanted;
            root.end = end;
            root.merges.retain(|merge| *merge < gone);
        }
        self.forget_from(start);
        Some(start)
    }

    /// Whether the next text behind `offset` is not indented.
    fn next_in_first_column(&self, offset: u32) -> bool {
        let rest = &self.text[offset as usize..];
        let next = offset as usize + rest.len() - rest.trim_start().len();
        self.text[..next].ends_with(['\n', '\r'])
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
        self.sorted.retain(|node, _| *node < gone);
        self.comments.retain(|comment| comment.0 < start);
        self.lookalikes
            .retain(|lookalike| lookalike.span.start < start);
        self.findings.retain(|(finding, node)| {
            let before = |location: &Location| location.span.start < start;
            finding.location.as_ref().is_some_and(before) && node.is_none_or(|node| node < gone)
        });
    }

    /// Closes everything that is open inside the root mapping, which stays open.
    pub(crate) fn close_to_root(&mut self) {
        while self.frames.len() > 1 {
            self.close(None);
        }
        if let Some(root) = self.frames.first_mut() {
            root.key = KeyState::Wanted;
        }
    }
}
