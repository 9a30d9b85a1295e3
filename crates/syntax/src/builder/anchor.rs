//! Anchors by name, and what their aliases cost.

use std::collections::HashMap;

use crate::tree::NodeId;

/// Anchors that a misspelt alias is compared with.
const COMPARED: usize = 100;

/// Bytes of text that count as one more value.
const BYTES_PER_VALUE: u32 = 64;

/// What `&name` names.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    pub(super) node: NodeId,
    /// Whether the value is still being read, so that an alias would stand inside it.
    pub(super) open: bool,
    /// Values in it, with aliases expanded.
    pub(super) size: u64,
    /// Levels below it, with aliases followed.
    pub(super) height: usize,
}

/// The anchors of a document; a name that is defined again stands for the later value from there on.
#[derive(Default)]
pub(super) struct Anchors {
    by_name: HashMap<Box<str>, Anchor>,
    open: HashMap<NodeId, Box<str>>,
    /// Values that aliases have added so far.
    spent: u64,
}

impl Anchors {
    /// Notes what `name` stands for from here on; `size` is that of a scalar, and follows for a collection that is `open`.
    pub(super) fn define(&mut self, name: &str, node: NodeId, open: bool, size: u64) {
        if open {
            self.open.insert(node, name.into());
        }
        let anchor = Anchor {
            node,
            open,
            size,
            height: 0,
        };
        self.by_name.insert(name.into(), anchor);
    }

    /// Notes that a collection is complete.
    pub(super) fn close(&mut self, node: NodeId, size: u64, height: usize) {
        let Some(name) = self.open.remove(&node) else {
            return;
        };
        if let Some(anchor) = self.by_name.get_mut(&name)
            && anchor.node == node
        {
            anchor.open = false;
            anchor.size = size;
            anchor.height = height;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    pub(super) fn get(&self, name: &str) -> Option<Anchor> {
        self.by_name.get(name).copied()
    }

    /// The name that `name` is probably a misspelling of; with very many anchors nothing is looked for.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        if self.by_name.len() > COMPARED {
            return None;
        }
        let mut names: Vec<&str> = self.by_name.keys().map(|name| &**name).collect();
        // Sorted, so that the answer is the same on every run.
        names.sort_unstable();
        tidings_diag::nearest(name, names)
    }

    /// Accounts for one more use of a value of `size`; `false` when that is more than `limit` in all.
    pub(super) fn spend(&mut self, size: u64, limit: u64) -> bool {
        self.spent = self.spent.saturating_add(size);
        self.spent <= limit
    }

    /// Forgets what names `node` or anything read after it.
    pub(super) fn forget_from(&mut self, node: NodeId) {
        self.by_name.retain(|_, anchor| anchor.node < node);
        self.open.retain(|open, _| *open < node);
    }
}

/// What the scalar `start..end` counts for behind an alias: a long text is as much to copy as several values.
pub(super) fn weight(start: u32, end: u32) -> u64 {
    1 + u64::from(end.saturating_sub(start) / BYTES_PER_VALUE)
}
