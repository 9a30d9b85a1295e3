//! Anchors by name, and what their aliases cost.

use std::collections::HashMap;

use crate::tree::NodeId;

/// What `&name` names.
#[derive(Clone, Copy)]
pub(crate) struct Anchor {
    pub(crate) node: NodeId,
    /// Whether the value is still being read, so that an alias would stand inside it.
    pub(crate) open: bool,
    /// Values in it, with aliases expanded.
    pub(crate) size: u64,
    /// Levels below it, with aliases followed.
    pub(crate) height: usize,
}

/// The anchors of a document; a name that is defined again stands for the later value from there on.
#[derive(Default)]
pub(crate) struct Anchors {
    by_name: HashMap<Box<str>, Anchor>,
    open: HashMap<NodeId, Box<str>>,
    /// Values that aliases have added so far.
    spent: u64,
}

impl Anchors {
    pub(crate) fn define(&mut self, name: &str, node: NodeId, open: bool) {
        if open {
            self.open.insert(node, name.into());
        }
        let anchor = Anchor {
            node,
            open,
            size: 1,
            height: 0,
        };
        self.by_name.insert(name.into(), anchor);
    }

    /// Notes that a collection is complete.
    pub(crate) fn close(&mut self, node: NodeId, size: u64, height: usize) {
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

    pub(crate) fn get(&self, name: &str) -> Option<Anchor> {
        self.by_name.get(name).copied()
    }

    /// The names, sorted, so that a suggestion is the same on every run.
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.by_name.keys().map(|name| &**name).collect();
        names.sort_unstable();
        names
    }

    /// Accounts for one more use of a value of `size`; `false` when that is more than `limit` in all.
    pub(crate) fn spend(&mut self, size: u64, limit: u64) -> bool {
        self.spent = self.spent.saturating_add(size);
        self.spent <= limit
    }

    /// Forgets what names `node` or anything read after it.
    pub(crate) fn forget_from(&mut self, node: NodeId) {
        self.by_name.retain(|_, anchor| anchor.node < node);
        self.open.retain(|open, _| *open < node);
    }
}
