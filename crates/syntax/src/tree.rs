//! The arena: every node of a document, with its place.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;
use std::sync::Arc;

use tidings_diag::{FileId, Span};

use crate::{Format, Kind, Lookalike, Value, yaml};

/// Index of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    /// The id of the node at `index` of the arena; counted from 1 so that an absent parent costs nothing.
    pub(crate) fn new(index: usize) -> Self {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
    }

    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// One node as it stands in the text; most readers want [`Value`] instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// First byte of the value.
    pub start: u32,
    /// Byte behind the value.
    pub end: u32,
    /// The mapping or sequence that holds this node; the root has none.
    pub parent: Option<NodeId>,
    /// Which entry or item of `parent` this node is; [`Node::NOWHERE`] for the value of a merge key, which is in no entry.
    pub position: u32,
    /// What stands there.
    pub shape: Shape,
}

impl Node {
    /// The position of a node that its parent holds without an entry or item of its own.
    pub const NOWHERE: u32 = u32::MAX;
}

/// What a node is in the text: values, and an alias as the node it stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; its spelling is the text of its span.
    Number,
    /// A string that is written as it is: the first byte of its text, and the one behind it.
    Verbatim(u32, u32),
    /// Any other string, unescaped.
    String(Arc<str>),
    /// A sequence of nodes.
    Sequence(Box<[NodeId]>),
    /// A mapping in document order; a duplicate key is reported when parsing and the last one stands here.
    Mapping(Box<[EntryNode]>),
    /// `*name`: another place where the node of `&name` is used; never one that contains this alias.
    Alias(NodeId),
}

/// Mappings with more entries than this are looked up through a sorted index.
pub(crate) const SORTED_ABOVE: usize = 16;

/// One entry of a mapping as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryNode {
    /// The key, unescaped; scalar keys that are no strings keep their spelling.
    pub key: Arc<str>,
    /// First byte of the key.
    pub key_start: u32,
    /// Byte behind the key.
    pub key_end: u32,
    /// The value.
    pub value: NodeId,
    /// Whether the entry comes from a merge key (`<<`) and not from the mapping itself.
    pub merged: bool,
}

/// A comment, with the `#` that opens it and without the line break that ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment<'t> {
    /// Where it stands.
    pub span: Span,
    /// The text behind `#`, as written.
    pub text: &'t str,
}

/// A document: its text and its nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    pub(crate) file: FileId,
    /// How it is written; `None` for a text that nobody reads.
    pub(crate) format: Option<Format>,
    pub(crate) text: Arc<str>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) root: Option<NodeId>,
    /// Collections of which a part was not read.
    pub(crate) incomplete: HashSet<NodeId>,
    /// The entries of large mappings, sorted by key.
    pub(crate) sorted: HashMap<NodeId, Box<[u32]>>,
    pub(crate) lookalikes: Vec<Lookalike>,
    pub(crate) is_partial: bool,
    /// Whether something in it is named for aliases.
    pub(crate) has_anchors: bool,
    /// Where what was found in it starts, in the order of the text.
    pub(crate) mistakes: Vec<u32>,
}

impl Tree {
    /// A text that is kept for its own sake, such as a Protobuf definition: it has no root.
    pub fn opaque(file: FileId, text: impl Into<Arc<str>>) -> Self {
        Self {
            file,
            format: None,
            text: text.into(),
            nodes: Vec::new(),
            root: None,
            incomplete: HashSet::new(),
            sorted: HashMap::new(),
            lookalikes: Vec::new(),
            is_partial: false,
            has_anchors: false,
            mistakes: Vec::new(),
        }
    }

    /// The file this tree was read from.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The text that every span counts in.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Whether something of the text could not be read, so that what is missing in the tree may not be missing.
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// The document's value; `None` for an empty document or one of which nothing could be read.
    pub fn root(&self) -> Option<Value<'_>> {
        self.root.map(|node| Value::at(self, node))
    }

    /// A view of the node `node`, which must belong to this tree.
    ///
    /// # Panics
    ///
    /// When `node` comes from a larger tree.
    pub fn value(&self, node: NodeId) -> Value<'_> {
        Value::at(self, node)
    }

    /// The node `node` as it stands in the text, aliases not followed.
    ///
    /// # Panics
    ///
    /// When `node` comes from a larger tree.
    pub fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node.index()]
    }

    /// Every value once, in document order, where it is written; aliases are left out, and so are keys that no anchor names.
    pub fn values(&self) -> impl Iterator<Item = Value<'_>> {
        let ids = (0..self.nodes.len()).map(NodeId::new);
        let written = ids.filter(|id| !matches!(self.node(*id).shape, Shape::Alias(_)));
        written.map(|id| Value::at(self, id))
    }

    /// The comments in document order; JSON has none.
    ///
    /// Hardly anybody needs them, so the text is read once more.
    pub fn comments(&self) -> impl ExactSizeIterator<Item = Comment<'_>> {
        let places = match self.format {
            Some(Format::Yaml) => yaml::comments(self.file, &self.text),
            Some(Format::Json) | None => Vec::new(),
        };
        places.into_iter().map(|(start, end)| Comment {
            span: Span::new(self.file, start, end),
            text: &self.text[start as usize + 1..end as usize],
        })
    }

    /// Plain scalars that YAML 1.1 or a careless reader takes for something else, in document order.
    ///
    /// They are data and no findings: whether `yes` or `1.10` is a mistake depends on what the value is used for.
    pub fn lookalikes(&self) -> &[Lookalike] {
        &self.lookalikes
    }

    /// The value that the JSON Pointer `pointer` (RFC 6901, without `#`) leads to.
    pub fn pointer(&self, pointer: &str) -> Option<Value<'_>> {
        let root = self.root()?;
        if pointer.is_empty() {
            return Some(root);
        }
        let segments = pointer.strip_prefix('/')?.split('/');
        segments
            .map(unescaped)
            .try_fold(root, |value, segment| value.child(&segment))
    }
}

impl<'t> Value<'t> {
    /// The entry or item that one unescaped segment of a JSON Pointer names.
    pub fn child(self, segment: &str) -> Option<Value<'t>> {
        match self.kind() {
            Kind::Mapping => self.get(segment),
            Kind::Sequence => {
                // RFC 6901 §4: digits without a leading zero, no sign.
                let digits = segment.bytes().all(|byte| byte.is_ascii_digit());
                let canonical = digits && (segment == "0" || !segment.starts_with('0'));
                canonical
                    .then(|| self.items().nth(segment.parse().ok()?))
                    .flatten()
            }
            _ => None,
        }
    }
}

/// Writes a key as one segment of a JSON Pointer.
pub fn escape_pointer(key: &str) -> String {
    escaped(key).into_owned()
}

/// Reads one segment of a JSON Pointer as a key.
pub fn unescape_pointer(segment: &str) -> String {
    unescaped(segment).into_owned()
}

/// As [`escape_pointer`]; hardly any key has something to escape.
pub(crate) fn escaped(key: &str) -> Cow<'_, str> {
    match key.contains(['~', '/']) {
        true => Cow::Owned(key.replace('~', "~0").replace('/', "~1")),
        false => Cow::Borrowed(key),
    }
}

fn unescaped(segment: &str) -> Cow<'_, str> {
    match segment.contains('~') {
        true => Cow::Owned(segment.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(segment),
    }
}
