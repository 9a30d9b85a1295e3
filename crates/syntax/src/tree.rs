//! The arena, and the view through which it is read.

use std::sync::Arc;

use tidings_diag::{FileId, Location, Span};

use crate::Number;

/// Index of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

/// One node as it stands in the text; most readers want [`Value`] instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// First byte of the value.
    pub start: u32,
    /// Byte behind the value.
    pub end: u32,
    /// The mapping or sequence that holds this node; the root has none.
    pub parent: Option<NodeId>,
    /// What stands there.
    pub shape: Shape,
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
    /// A string, unescaped.
    String(Arc<str>),
    /// A sequence of nodes.
    Sequence(Vec<NodeId>),
    /// A mapping in document order; a duplicate key is reported when parsing and the last one stands here.
    Mapping(Vec<EntryNode>),
    /// `*name`: another place where the node of `&name` is used.
    Alias(NodeId),
}

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

/// A document: its text and its nodes.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(crate) file: FileId,
    pub(crate) text: Arc<str>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) root: Option<NodeId>,
}

impl Tree {
    /// The file this tree was read from.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The text that every span counts in.
    pub fn text(&self) -> &Arc<str> {
        &self.text
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

    /// The value that the JSON Pointer `pointer` (RFC 6901, without `#`) leads to.
    pub fn pointer(&self, pointer: &str) -> Option<Value<'_>> {
        let mut value = self.root()?;
        if pointer.is_empty() {
            return Some(value);
        }
        for segment in pointer.strip_prefix('/')?.split('/') {
            let segment = segment.replace("~1", "/").replace("~0", "~");
            value = match value.kind() {
                Kind::Mapping => value.get(&segment)?,
                Kind::Sequence => value.items().nth(segment.parse().ok()?)?,
                _ => return None,
            };
        }
        Some(value)
    }
}

/// What a value is, with aliases followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing.
    Null,
    /// A truth value.
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// A sequence, JSON's array.
    Sequence,
    /// A mapping, JSON's object.
    Mapping,
}

impl Kind {
    /// The word JSON uses, with its article: "an object".
    pub fn described(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Sequence => "an array",
            Self::Mapping => "an object",
        }
    }
}

/// A value in a tree: a cheap copy that every reader passes around.
///
/// Aliases are followed and merge keys are applied, so a reader never sees either.
/// The span is that of the value where it is written, which for an alias is where its anchor stands.
#[derive(Clone, Copy)]
pub struct Value<'t> {
    tree: &'t Tree,
    node: NodeId,
}

/// One entry of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    /// The key, unescaped.
    pub key: &'t str,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Value<'t>,
    /// Whether the entry comes from a merge key (`<<`).
    pub merged: bool,
}

impl<'t> Value<'t> {
    pub(crate) fn at(tree: &'t Tree, mut node: NodeId) -> Self {
        while let Shape::Alias(target) = tree.nodes[node.0 as usize].shape {
            node = target;
        }
        Self { tree, node }
    }

    fn raw(self) -> &'t Node {
        &self.tree.nodes[self.node.0 as usize]
    }

    /// The tree this value belongs to.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// The node behind this view.
    pub fn node(self) -> NodeId {
        self.node
    }

    /// Where the value stands.
    pub fn span(self) -> Span {
        let node = self.raw();
        Span::new(self.tree.file, node.start, node.end)
    }

    /// What the value is.
    pub fn kind(self) -> Kind {
        match self.raw().shape {
            // An alias never gets here: `at` has followed it.
            Shape::Null | Shape::Alias(_) => Kind::Null,
            Shape::Bool(_) => Kind::Bool,
            Shape::Number => Kind::Number,
            Shape::String(_) => Kind::String,
            Shape::Sequence(_) => Kind::Sequence,
            Shape::Mapping(_) => Kind::Mapping,
        }
    }

    /// The string, if it is one.
    pub fn as_str(self) -> Option<&'t str> {
        match &self.raw().shape {
            Shape::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(self) -> Option<bool> {
        match self.raw().shape {
            Shape::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(self) -> Option<Number<'t>> {
        match self.raw().shape {
            Shape::Number => Some(Number::new(&self.tree.text[self.span().range()])),
            _ => None,
        }
    }

    /// The entries of a mapping in document order, those of merge keys behind the mapping's own; nothing for other kinds.
    pub fn entries(self) -> impl ExactSizeIterator<Item = Entry<'t>> + DoubleEndedIterator {
        let entries: &'t [EntryNode] = match &self.raw().shape {
            Shape::Mapping(entries) => entries,
            _ => &[],
        };
        entries.iter().map(move |entry| Entry {
            key: &entry.key,
            key_span: Span::new(self.tree.file, entry.key_start, entry.key_end),
            value: Self::at(self.tree, entry.value),
            merged: entry.merged,
        })
    }

    /// The entry `key` of a mapping.
    pub fn entry(self, key: &str) -> Option<Entry<'t>> {
        self.entries().find(|entry| entry.key == key)
    }

    /// The value of the entry `key` of a mapping.
    pub fn get(self, key: &str) -> Option<Value<'t>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The items of a sequence; nothing for other kinds.
    pub fn items(self) -> impl ExactSizeIterator<Item = Value<'t>> + DoubleEndedIterator {
        let items: &'t [NodeId] = match &self.raw().shape {
            Shape::Sequence(items) => items,
            _ => &[],
        };
        items.iter().map(move |&node| Self::at(self.tree, node))
    }

    /// The JSON Pointer (RFC 6901) that leads from the document's root to this value.
    pub fn pointer(self) -> String {
        let mut segments = Vec::new();
        let mut child = self.node;
        while let Some(parent) = self.tree.nodes[child.0 as usize].parent {
            match &self.tree.nodes[parent.0 as usize].shape {
                Shape::Mapping(entries) => {
                    let entry = entries.iter().find(|entry| entry.value == child);
                    segments.push(entry.map_or(String::new(), |entry| escape_pointer(&entry.key)));
                }
                Shape::Sequence(items) => {
                    let index = items.iter().position(|&item| item == child);
                    segments.push(index.unwrap_or_default().to_string());
                }
                _ => {}
            }
            child = parent;
        }
        segments
            .iter()
            .rev()
            .fold(String::new(), |pointer, segment| pointer + "/" + segment)
    }

    /// Span and pointer together, as findings want them.
    pub fn location(self) -> Location {
        Location {
            span: self.span(),
            pointer: Some(self.pointer()),
        }
    }
}

impl std::fmt::Debug for Value<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?} at {:?}", self.kind(), self.span())
    }
}

impl<'t> Entry<'t> {
    /// The key's span with the pointer of the value it names.
    pub fn key_location(self) -> Location {
        Location {
            span: self.key_span,
            pointer: Some(self.value.pointer()),
        }
    }
}

/// Writes a key as one segment of a JSON Pointer.
pub fn escape_pointer(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
