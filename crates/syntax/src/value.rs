//! The view through which a tree is read.

use std::borrow::Cow;

use tidings_diag::{Location, Span};

use crate::Number;
use crate::tree::{EntryNode, Node, NodeId, SORTED_ABOVE, Shape, Tree, escaped};

/// Levels above most values of a contract.
const DEPTH: usize = 8;

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
        while let Shape::Alias(target) = tree.nodes[node.index()].shape {
            node = target;
        }
        Self { tree, node }
    }

    fn raw(self) -> &'t Node {
        &self.tree.nodes[self.node.index()]
    }

    /// The tree this value belongs to.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// The node behind this view.
    pub fn node(self) -> NodeId {
        self.node
    }

    /// The mapping or sequence that this value is written in; the root has none.
    pub fn parent(self) -> Option<Value<'t>> {
        self.raw().parent.map(|node| Self::at(self.tree, node))
    }

    /// The entry of its parent that this value is written in; `None` for an item, the root, and the value of a merge key.
    pub fn own_entry(self) -> Option<Entry<'t>> {
        let node = self.raw();
        let parent = Self {
            tree: self.tree,
            node: node.parent?,
        };
        let entry = parent.entry_nodes().get(node.position as usize)?;
        Some(self.entry_of(entry))
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
            Shape::Verbatim(..) | Shape::String(_) => Kind::String,
            Shape::Sequence(_) => Kind::Sequence,
            Shape::Mapping(_) => Kind::Mapping,
        }
    }

    /// Whether all of it was read; what is missing in a value that breaks off may stand in its text all the same.
    pub fn is_whole(self) -> bool {
        !self.tree.incomplete.contains(&self.node)
    }

    /// The string, if it is one.
    pub fn as_str(self) -> Option<&'t str> {
        match &self.raw().shape {
            Shape::Verbatim(start, end) => Some(&self.tree.text[*start as usize..*end as usize]),
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
        self.entry_nodes()
            .iter()
            .map(move |entry| self.entry_of(entry))
    }

    fn entry_nodes(self) -> &'t [EntryNode] {
        match &self.raw().shape {
            Shape::Mapping(entries) => entries,
            _ => &[],
        }
    }

    fn entry_of(self, entry: &'t EntryNode) -> Entry<'t> {
        Entry {
            key: &entry.key,
            key_span: Span::new(self.tree.file, entry.key_start, entry.key_end),
            value: Self::at(self.tree, entry.value),
            merged: entry.merged,
        }
    }

    /// The entry `key` of a mapping.
    pub fn entry(self, key: &str) -> Option<Entry<'t>> {
        let entries = self.entry_nodes();
        let sorted = match entries.len() > SORTED_ABOVE {
            true => self.tree.sorted.get(&self.node),
            false => None,
        };
        let found = match sorted {
            Some(sorted) => sorted
                .binary_search_by(|&position| (*entries[position as usize].key).cmp(key))
                .ok()
                .map(|place| &entries[sorted[place] as usize]),
            None => entries.iter().find(|entry| &*entry.key == key),
        };
        found.map(|entry| self.entry_of(entry))
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
        let mut segments: Vec<Cow<'_, str>> = Vec::with_capacity(DEPTH);
        let mut child = self.raw();
        while let Some(parent) = child.parent {
            let parent = &self.tree.nodes[parent.index()];
            let position = child.position as usize;
            match &parent.shape {
                Shape::Mapping(entries) => {
                    segments.extend(entries.get(position).map(|entry| escaped(&entry.key)));
                }
                Shape::Sequence(_) if child.position != Node::NOWHERE => {
                    segments.push(Cow::Owned(position.to_string()));
                }
                _ => {}
            }
            // The list of a merge key is in no entry, and neither are its items.
            let merged =
                matches!(parent.shape, Shape::Sequence(_)) && parent.position == Node::NOWHERE;
            if merged {
                segments.pop();
            }
            child = parent;
        }
        let length = segments.iter().map(|segment| "/".len() + segment.len());
        let mut pointer = String::with_capacity(length.sum());
        for segment in segments.iter().rev() {
            pointer.push('/');
            pointer.push_str(segment);
        }
        pointer
    }

    /// Span and pointer together, as findings want them.
    pub fn location(self) -> Location {
        Location {
            span: self.span(),
            pointer: Some(self.pointer().into()),
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
            pointer: Some(self.value.pointer().into()),
        }
    }
}
