//! A value together with how it is called in a message.

use tidings_diag::Location;
use tidings_syntax::{Entry, Kind, Value};

/// A value on the walk.
#[derive(Clone, Copy)]
pub(crate) struct Spot<'s> {
    /// The value.
    pub(crate) value: Value<'s>,
    /// How one got there.
    way: Way<'s>,
}

#[derive(Clone, Copy)]
enum Way<'s> {
    /// It is the document.
    Document,
    /// It stands behind a key.
    Entry(Entry<'s>),
    /// It stands in the array behind a key.
    Item(&'s str),
    /// A reference leads to it, from the place that is called so.
    Target(&'s str),
}

impl<'s> Spot<'s> {
    /// The document itself.
    pub(crate) fn document(value: Value<'s>) -> Self {
        Self {
            value,
            way: Way::Document,
        }
    }

    /// The value of an entry.
    pub(crate) fn entry(entry: Entry<'s>) -> Self {
        Self {
            value: entry.value,
            way: Way::Entry(entry),
        }
    }

    /// An item of the array that this spot is.
    pub(crate) fn item(&self, value: Value<'s>) -> Self {
        Self {
            value,
            way: Way::Item(self.name()),
        }
    }

    /// The value that the reference at `from` leads to; the spot itself if it is no reference.
    pub(crate) fn target(value: Value<'s>, from: &Self) -> Self {
        let way = match from.way {
            Way::Entry(entry) if from.value.node() == value.node() => Way::Entry(entry),
            _ => Way::Target(from.name()),
        };
        Self { value, way }
    }

    /// The key it stands behind, or that of the array or reference that leads to it.
    pub(crate) fn name(&self) -> &'s str {
        match self.way {
            Way::Document => "the document",
            Way::Entry(entry) => entry.key,
            Way::Item(name) | Way::Target(name) => name,
        }
    }

    /// What it is called at the start of a sentence.
    pub(crate) fn subject(&self) -> String {
        match self.way {
            Way::Document => "the document".to_owned(),
            Way::Entry(entry) => format!("`{}`", entry.key),
            Way::Item(name) => format!("an item of `{name}`"),
            Way::Target(name) => format!("what `{name}` refers to"),
        }
    }

    /// Where to point when the object as a whole is meant: at its key, or at its first field.
    pub(crate) fn head_location(&self) -> Location {
        let pointer = Some(self.value.pointer().into());
        let span = match self.way {
            Way::Entry(entry) => entry.key_span,
            _ => match self.value.entries().next() {
                Some(first) if first.key_span.file == self.value.span().file => first.key_span,
                _ => self.value.span(),
            },
        };
        Location { span, pointer }
    }

    /// Where to point when the value is meant: at a scalar itself, at the key of anything larger or of nothing at all.
    pub(crate) fn value_location(&self) -> Location {
        let span = self.value.span();
        match self.value.kind() {
            Kind::Mapping | Kind::Sequence => self.head_location(),
            _ if span.start == span.end => self.head_location(),
            _ => self.value.location(),
        }
    }
}
