//! Makes a tree of what a reader meets, in the order in which it meets it.
//!
//! The readers of YAML and JSON share it, so limits, duplicate keys, merge keys and aliases are treated in one place.

mod alias;
mod anchor;
mod entries;
mod keys;
mod mapping;
mod notes;
mod rewind;
mod transplant;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tidings_diag::{FileId, Finding};

use crate::rules::{OVER_BUDGET, SYNTAX_ERROR};
use crate::tree::{EntryNode, Node, NodeId, Shape, Tree};
use crate::{Format, Limits, Lookalike};
use anchor::{Anchors, weight};
use mapping::Merge;

/// Bytes of text for each value, of which most contracts have more.
const BYTES_PER_NODE: usize = 20;

/// A limit was reached; the finding is recorded and reading ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop;

pub(crate) struct Builder<'s> {
    file: FileId,
    pub(crate) text: &'s Arc<str>,
    limits: &'s Limits,
    format: Format,
    nodes: Vec<Node>,
    frames: Vec<Frame>,
    /// Items of all open sequences, one behind the other.
    items: Vec<NodeId>,
    /// Entries of all open mappings, one behind the other.
    entries: Vec<EntryNode>,
    keys: HashSet<Arc<str>>,
    anchors: Anchors,
    /// Collections of which a part was not read.
    incomplete: HashSet<NodeId>,
    sorted: HashMap<NodeId, Box<[u32]>>,
    /// Where comments stand; `None` where nobody asks for them.
    comments: Option<Vec<(u32, u32)>>,
    lookalikes: Vec<Lookalike>,
    /// Findings, each with the node whose pointer it gets once the tree is complete.
    findings: Vec<(Finding, Option<NodeId>)>,
}

/// A collection that is still open.
struct Frame {
    node: NodeId,
    /// Where its children start in `items` or `entries`.
    children: usize,
    key: KeyState,
    /// Values of merge keys.
    merges: Vec<Merge>,
    /// Byte behind the last thing in it.
    end: u32,
    /// Values in it, aliases expanded, itself included.
    size: u64,
    /// Levels below it, aliases followed.
    height: usize,
}

/// What an open collection expects next.
enum KeyState {
    /// A sequence has no keys.
    Sequence,
    Wanted,
    Given(Key),
    /// A merge key, and where it ends.
    Merge {
        end: u32,
    },
    /// The key was of no use; its value is read and left out.
    Dropped,
}

struct Key {
    text: Arc<str>,
    start: u32,
    end: u32,
}

/// The two kinds of collections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Collection {
    Sequence,
    Mapping,
}

impl<'s> Builder<'s> {
    pub(crate) fn new(
        file: FileId,
        text: &'s Arc<str>,
        limits: &'s Limits,
        format: Format,
    ) -> Self {
        Self {
            file,
            text,
            limits,
            format,
            nodes: Vec::with_capacity(text.len() / BYTES_PER_NODE),
            frames: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            keys: HashSet::new(),
            anchors: Anchors::default(),
            incomplete: HashSet::new(),
            sorted: HashMap::new(),
            comments: None,
            lookalikes: Vec::new(),
            findings: Vec::new(),
        }
    }

    pub(crate) fn depth(&self) -> usize {
        self.frames.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether the next scalar is a key.
    pub(crate) fn wants_key(&self) -> bool {
        matches!(
            self.frames.last().map(|frame| &frame.key),
            Some(KeyState::Wanted)
        )
    }

    /// Byte behind the last thing that was read inside the innermost open collection.
    pub(crate) fn reached(&self) -> u32 {
        self.frames.last().map_or(0, |frame| frame.end)
    }

    /// Where the innermost open collection starts.
    pub(crate) fn innermost(&self) -> Option<usize> {
        let frame = self.frames.last()?;
        Some(self.nodes[frame.node.index()].start as usize)
    }

    /// The string `string`, which is written from `start` to `end`: plain, between quotes, or in any other way.
    pub(crate) fn string(&self, string: &str, start: u32, end: u32) -> Shape {
        for quote in [0, 1] {
            let (start, end) = (start + quote, end.saturating_sub(quote));
            if self.text.get(start as usize..end as usize) == Some(string) {
                return Shape::Verbatim(start, end);
            }
        }
        Shape::String(string.into())
    }

    /// A value that holds no others.
    pub(crate) fn scalar(&mut self, shape: Shape, start: u32, end: u32) -> Result<(), Stop> {
        self.place(shape, start, end)?;
        self.grow(weight(start, end), 0, end);
        Ok(())
    }

    /// The start of a sequence or mapping.
    ///
    /// `end` is the byte behind its bracket, or `start` where it has none.
    pub(crate) fn open(
        &mut self,
        collection: Collection,
        start: u32,
        end: u32,
    ) -> Result<(), Stop> {
        if self.frames.len() >= self.limits.depth {
            let message = format!(
                "nesting deeper than {} levels is not read",
                self.limits.depth
            );
            return Err(self.over_budget((start, end), message));
        }
        let (shape, key) = match collection {
            Collection::Sequence => (Shape::Sequence(Box::default()), KeyState::Sequence),
            Collection::Mapping => (Shape::Mapping(Box::default()), KeyState::Wanted),
        };
        let node = self.place(shape, start, end)?;
        let children = match collection {
            Collection::Sequence => self.items.len(),
            Collection::Mapping => self.entries.len(),
        };
        self.frames.push(Frame {
            node,
            children,
            key,
            merges: Vec::new(),
            end,
            size: 1,
            height: 0,
        });
        Ok(())
    }

    /// Puts a node where the innermost open collection wants it.
    fn place(&mut self, shape: Shape, start: u32, end: u32) -> Result<NodeId, Stop> {
        if self.nodes.len() >= self.limits.nodes {
            let message = format!("only {} values of a document are read", self.limits.nodes);
            return Err(self.over_budget((start, start), message));
        }
        let id = NodeId::new(self.nodes.len());
        let mut parent = None;
        let mut position = 0;
        let mut complex = false;
        if let Some(frame) = self.frames.last_mut() {
            parent = Some(frame.node);
            position = Node::NOWHERE;
            let before = std::mem::replace(&mut frame.key, KeyState::Wanted);
            match before {
                KeyState::Sequence => {
                    frame.key = KeyState::Sequence;
                    position = (self.items.len() - frame.children) as u32;
                    self.items.push(id);
                }
                KeyState::Given(key) => {
                    position = (self.entries.len() - frame.children) as u32;
                    self.entries.push(EntryNode {
                        key: key.text,
                        key_start: key.start,
                        key_end: key.end,
                        value: id,
                        merged: false,
                    });
                }
                KeyState::Merge { end } => frame.merges.push(Merge {
                    key_end: end,
                    value: id,
                }),
                KeyState::Dropped => {}
                KeyState::Wanted => {
                    frame.key = KeyState::Dropped;
                    complex = true;
                }
            }
        }
        self.nodes.push(Node {
            start,
            end: end.max(start),
            parent,
            position,
            shape,
        });
        if complex {
            self.complex_key((start, end), parent);
        }
        Ok(id)
    }

    /// Counts what was added to the innermost open collection.
    fn grow(&mut self, size: u64, height: usize, end: u32) {
        if let Some(frame) = self.frames.last_mut() {
            frame.size = frame.size.saturating_add(size);
            frame.height = frame.height.max(height + 1);
            frame.end = frame.end.max(end);
        }
    }

    /// The end of the innermost open collection; without `end` it reaches as far as its last child.
    pub(crate) fn close(&mut self, end: Option<u32>) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let end = end.unwrap_or(frame.end);
        let shape = match frame.key {
            KeyState::Sequence => Shape::Sequence(self.items.split_off(frame.children).into()),
            _ => {
                let entries = self.entries.split_off(frame.children);
                let entries = self.complete_mapping(frame.node, entries, &frame.merges);
                Shape::Mapping(entries.into())
            }
        };
        let node = &mut self.nodes[frame.node.index()];
        node.end = end.max(node.start);
        node.shape = shape;
        self.anchors.close(frame.node, frame.size, frame.height);
        self.grow(frame.size, frame.height, end);
    }

    /// Notes that the collections that are open, from the one at `level` on, end before their text does.
    pub(crate) fn break_off(&mut self, level: usize) {
        let open = self.frames.iter().skip(level.saturating_sub(1));
        self.incomplete.extend(open.map(|frame| frame.node));
    }

    /// The tree of everything that was read; what is still open is closed.
    pub(crate) fn finish(mut self) -> (Tree, Vec<Finding>) {
        while !self.frames.is_empty() {
            self.close(None);
        }
        self.lookalikes
            .sort_by_key(|lookalike| lookalike.span.start);
        let root = (!self.nodes.is_empty()).then(|| NodeId::new(0));
        let places = self.findings.iter();
        let places = places.filter_map(|(finding, _)| finding.location.as_ref());
        let mut mistakes: Vec<u32> = places.map(|location| location.span.start).collect();
        mistakes.sort_unstable();
        let tree = Tree {
            file: self.file,
            format: Some(self.format),
            text: self.text.clone(),
            nodes: self.nodes,
            root,
            incomplete: self.incomplete,
            sorted: self.sorted,
            lookalikes: self.lookalikes,
            has_anchors: !self.anchors.is_empty(),
            mistakes,
            is_partial: self
                .findings
                .iter()
                .any(|(finding, _)| [&SYNTAX_ERROR, &OVER_BUDGET].contains(&finding.rule)),
        };
        let mut findings: Vec<Finding> = self
            .findings
            .into_iter()
            .map(|(mut finding, node)| {
                let pointer = node.map(|node| tree.value(node).pointer().into());
                if let Some(location) = &mut finding.location {
                    location.pointer = pointer;
                }
                finding
            })
            .collect();
        findings.sort_by_key(|finding| {
            let span = finding.location.as_ref().map(|location| location.span);
            span.map(|span| (span.start, span.end))
        });
        (tree, findings)
    }
}
