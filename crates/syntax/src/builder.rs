//! Makes a tree of what a reader meets, in the order in which it meets it.
//!
//! The readers of YAML and JSON share it, so limits, duplicate keys, merge keys and aliases are treated in one place.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tidings_diag::{FileId, Finding, Location, RuleMeta, Span};

use crate::anchor::Anchors;
use crate::scalar::{self, Meaning};
use crate::tree::{EntryNode, Node, NodeId, Shape, Tree};
use crate::{Limits, Lookalike, LookalikeKind, entries, rules};

/// A limit was reached; the finding is recorded and reading ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop;

/// Mappings with more entries than this are looked up through a sorted index.
pub(crate) const SORTED_ABOVE: usize = 16;

pub(crate) struct Builder<'s> {
    file: FileId,
    pub(crate) text: &'s Arc<str>,
    limits: &'s Limits,
    nodes: Vec<Node>,
    frames: Vec<Frame>,
    /// Items of all open sequences, one behind the other.
    items: Vec<NodeId>,
    /// Entries of all open mappings, one behind the other.
    entries: Vec<EntryNode>,
    keys: HashSet<Arc<str>>,
    anchors: Anchors,
    sorted: HashMap<NodeId, Box<[u32]>>,
    comments: Vec<(u32, u32)>,
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
    merges: Vec<NodeId>,
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
    Merge,
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
    pub(crate) fn new(file: FileId, text: &'s Arc<str>, limits: &'s Limits) -> Self {
        Self {
            file,
            text,
            limits,
            nodes: Vec::new(),
            frames: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            keys: HashSet::new(),
            anchors: Anchors::default(),
            sorted: HashMap::new(),
            comments: Vec::new(),
            lookalikes: Vec::new(),
            findings: Vec::new(),
        }
    }

    pub(crate) fn span(&self, start: u32, end: u32) -> Span {
        Span::new(self.file, start, end.max(start))
    }

    /// Records a finding without a pointer.
    pub(crate) fn report(&mut self, finding: Finding) {
        self.report_at(finding, None);
    }

    /// Records a finding that gets the pointer of `node`.
    fn report_at(&mut self, finding: Finding, node: Option<NodeId>) {
        if self.findings.len() < self.limits.findings {
            self.findings.push((finding, node));
        }
    }

    /// A finding whose pointer is still unknown.
    pub(crate) fn finding(
        &self,
        rule: &'static RuleMeta,
        (start, end): (u32, u32),
        message: impl Into<String>,
    ) -> Finding {
        let span = self.span(start, end);
        Finding::new(
            rule,
            Location {
                span,
                pointer: None,
            },
            message,
        )
    }

    fn over_budget(&mut self, place: (u32, u32), message: String) -> Stop {
        let finding = self.finding(&rules::OVER_BUDGET, place, message);
        self.report(finding);
        Stop
    }

    pub(crate) fn comment(&mut self, start: u32, end: u32) {
        self.comments.push((start, end));
    }

    /// Records that a plain scalar may be taken for something else, if it may.
    pub(crate) fn look_alike(&mut self, text: &str, start: u32, end: u32) {
        if let Some(kind) = LookalikeKind::of(text) {
            let span = self.span(start, end);
            self.lookalikes.push(Lookalike { span, kind });
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

    /// The key of an entry.
    pub(crate) fn key(&mut self, text: &str, start: u32, end: u32) {
        let text = self.intern(text);
        if let Some(frame) = self.frames.last_mut() {
            frame.key = KeyState::Given(Key { text, start, end });
            frame.end = frame.end.max(end);
        }
    }

    /// The key `<<`.
    pub(crate) fn merge_key(&mut self, end: u32) {
        if let Some(frame) = self.frames.last_mut() {
            frame.key = KeyState::Merge;
            frame.end = frame.end.max(end);
        }
    }

    fn intern(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.keys.get(text) {
            return known.clone();
        }
        let key: Arc<str> = text.into();
        self.keys.insert(key.clone());
        key
    }

    /// A value that holds no others.
    pub(crate) fn scalar(&mut self, shape: Shape, start: u32, end: u32) -> Result<(), Stop> {
        self.place(shape, start, end)?;
        self.grow(1, 0, end);
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
            Collection::Sequence => (Shape::Sequence(Vec::new()), KeyState::Sequence),
            Collection::Mapping => (Shape::Mapping(Vec::new()), KeyState::Wanted),
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
                KeyState::Merge => frame.merges.push(id),
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
            let finding = self
                .finding(
                    &rules::COMPLEX_KEY,
                    (start, end),
                    "a key must be a string, not an array or an object",
                )
                .with_help("`? ` and a bracket before the `:` start a key that is a collection; quote the key if its text is meant");
            self.report_at(finding, parent);
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
            KeyState::Sequence => Shape::Sequence(self.items.split_off(frame.children)),
            _ => {
                let entries = self.entries.split_off(frame.children);
                Shape::Mapping(self.complete_mapping(frame.node, entries, &frame.merges))
            }
        };
        let node = &mut self.nodes[frame.node.index()];
        node.end = end.max(node.start);
        node.shape = shape;
        self.anchors.close(frame.node, frame.size, frame.height);
        self.grow(frame.size, frame.height, end);
    }

    /// Removes duplicates, adds what merge keys bring, and indexes a large mapping.
    fn complete_mapping(
        &mut self,
        node: NodeId,
        mut own: Vec<EntryNode>,
        merges: &[NodeId],
    ) -> Vec<EntryNode> {
        let duplicates = entries::duplicates(&own);
        if !duplicates.is_empty() {
            for duplicate in &duplicates {
                let (first, again) = (&own[duplicate.first], &own[duplicate.again]);
                let place = (again.key_start, again.key_end);
                let message = format!("the key `{}` is here twice", again.key);
                let span = self.span(first.key_start, first.key_end);
                let earlier = Location {
                    span,
                    pointer: None,
                };
                let finding = self
                    .finding(&rules::DUPLICATE_KEY, place, message)
                    .with_related(earlier, "the first one is here; its value is lost")
                    .with_help("remove or rename one of them");
                self.report_at(finding, Some(again.value));
            }
            own = entries::keep_last(own, &duplicates);
            let positions = entries::positions(&own);
            for (entry, position) in own.iter().zip(0..) {
                self.nodes[entry.value.index()].position = position;
            }
            for duplicate in &duplicates {
                let position = positions.get(&duplicate.key);
                self.nodes[duplicate.lost.index()].position = position.copied().unwrap_or_default();
            }
        }
        for &merge in merges {
            self.merge(&mut own, merge);
        }
        if own.len() > SORTED_ABOVE {
            self.sorted.insert(node, entries::sorted(&own));
        }
        own
    }

    /// Adds the entries that the value `merge` of a merge key brings and that are not there yet.
    fn merge(&mut self, own: &mut Vec<EntryNode>, merge: NodeId) {
        let target = self.target(merge);
        let sources = match &self.nodes[target.index()].shape {
            Shape::Sequence(items) => items.iter().map(|&item| self.target(item)).collect(),
            _ => vec![target],
        };
        let mut known: HashSet<Arc<str>> = own.iter().map(|entry| entry.key.clone()).collect();
        for source in sources {
            let Shape::Mapping(entries) = &self.nodes[source.index()].shape else {
                let place = &self.nodes[merge.index()];
                let finding = self
                    .finding(
                        &rules::INVALID_MERGE,
                        (place.start, place.end),
                        "`<<` takes an object, or a list of objects, whose entries are merged into this one",
                    )
                    .with_help("quote the key as \"<<\" if it is an ordinary one");
                let parent = place.parent;
                self.report_at(finding, parent);
                continue;
            };
            for entry in entries {
                if known.insert(entry.key.clone()) {
                    own.push(EntryNode {
                        merged: true,
                        ..entry.clone()
                    });
                }
            }
        }
    }

    fn target(&self, mut node: NodeId) -> NodeId {
        while let Shape::Alias(target) = self.nodes[node.index()].shape {
            node = target;
        }
        node
    }

    /// Names the value or key that was read last, so that aliases can stand for it.
    pub(crate) fn anchor(&mut self, name: &str) {
        let Some(frame) = self.frames.last() else {
            // The root is a scalar, or nothing was read: no alias can follow.
            return;
        };
        if let KeyState::Given(key) = &frame.key {
            let plain = self.text.get(key.start as usize..key.end as usize) == Some(&*key.text);
            let shape = match scalar::resolve(&key.text) {
                Meaning::Null if plain => Shape::Null,
                Meaning::Bool(value) if plain => Shape::Bool(value),
                Meaning::Number if plain => Shape::Number,
                _ => Shape::String(key.text.clone()),
            };
            let node = NodeId::new(self.nodes.len());
            self.nodes.push(Node {
                start: key.start,
                end: key.end,
                parent: Some(frame.node),
                position: (self.entries.len() - frame.children) as u32,
                shape,
            });
            self.anchors.define(name, node, false);
        } else {
            let node = NodeId::new(self.nodes.len().saturating_sub(1));
            self.anchors.define(name, node, node == frame.node);
        }
    }

    /// `*name`, as a value or as a key.
    pub(crate) fn alias(&mut self, name: &str, start: u32, end: u32) -> Result<(), Stop> {
        let place = (start, end);
        let Some(anchor) = self.anchors.get(name) else {
            let nearest = tidings_diag::nearest(name, self.anchors.names());
            let help = match nearest {
                Some(nearest) => format!("did you mean `*{nearest}`?"),
                None => format!("write `&{name}` before the value that it stands for, further up"),
            };
            let message = format!("the alias `*{name}` has no anchor `&{name}` above it");
            let finding = self.finding(&rules::UNDEFINED_ALIAS, place, message);
            self.report(finding.with_help(help));
            return self.nothing(start, end);
        };
        if self.wants_key() {
            return self.alias_key(anchor.node, start, end);
        }
        if anchor.open {
            let anchor_node = &self.nodes[anchor.node.index()];
            let related = Location {
                span: self.span(anchor_node.start, anchor_node.start),
                pointer: None,
            };
            let finding = self
                .finding(
                    &rules::RECURSIVE_ALIAS,
                    place,
                    format!("the alias `*{name}` stands inside the value that it stands for"),
                )
                .with_related(related, "that value starts here")
                .with_help("use a `$ref` where a schema refers to itself");
            self.report(finding);
            return self.nothing(start, end);
        }
        if self.frames.len() + anchor.height > self.limits.depth {
            let message = format!(
                "with its aliases followed, this is nested deeper than {} levels",
                self.limits.depth
            );
            self.over_budget(place, message);
            return self.nothing(start, end);
        }
        if !self.anchors.spend(anchor.size, self.limits.expansion) {
            let message = format!(
                "the aliases of this document stand for more than {} values",
                self.limits.expansion
            );
            return Err(self.over_budget(place, message));
        }
        self.place(Shape::Alias(anchor.node), start, end)?;
        self.grow(anchor.size, anchor.height, end);
        Ok(())
    }

    /// A value that could not be read, where one must stand.
    fn nothing(&mut self, start: u32, end: u32) -> Result<(), Stop> {
        if self.wants_key() {
            if let Some(frame) = self.frames.last_mut() {
                frame.key = KeyState::Dropped;
                frame.end = frame.end.max(end);
            }
            return Ok(());
        }
        self.scalar(Shape::Null, start, end)
    }

    fn alias_key(&mut self, node: NodeId, start: u32, end: u32) -> Result<(), Stop> {
        let target = &self.nodes[node.index()];
        let text = match &target.shape {
            Shape::String(text) => text.clone(),
            Shape::Sequence(_) | Shape::Mapping(_) | Shape::Alias(_) => {
                self.place(Shape::Null, start, end)?;
                return Ok(());
            }
            _ => self.text[target.start as usize..target.end as usize].into(),
        };
        self.key(&text, start, end);
        Ok(())
    }

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
        if let Some(root) = self.frames.first_mut() {
            root.key = KeyState::Wanted;
            root.end = end;
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

    /// The tree of everything that was read; what is still open is closed.
    pub(crate) fn finish(mut self) -> (Tree, Vec<Finding>) {
        while !self.frames.is_empty() {
            self.close(None);
        }
        self.comments.sort_unstable();
        self.lookalikes
            .sort_by_key(|lookalike| lookalike.span.start);
        let root = (!self.nodes.is_empty()).then(|| NodeId::new(0));
        let tree = Tree {
            file: self.file,
            text: self.text.clone(),
            nodes: self.nodes,
            root,
            sorted: self.sorted,
            comments: self.comments,
            lookalikes: self.lookalikes,
        };
        let mut findings: Vec<Finding> = self
            .findings
            .into_iter()
            .map(|(mut finding, node)| {
                let pointer = node.map(|node| tree.value(node).pointer());
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
