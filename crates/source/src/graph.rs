//! Every reference of a document and its files, as one graph.

use tidings_diag::Span;
use tidings_syntax::{Tree, Value};

use crate::cycles::components;
use crate::{Sources, Unresolved};

/// A `$ref` with a string, as it is written.
///
/// Nothing says that it is a reference: an example of a payload may have an entry of that name too.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'s> {
    /// The object that has the entry.
    pub object: Value<'s>,
    /// Where the key `$ref` stands.
    pub key_span: Span,
    /// The string.
    pub value: Value<'s>,
    /// Its text.
    pub text: &'s str,
}

impl<'s> Reference<'s> {
    /// The reference that `object` is.
    fn of(object: Value<'s>) -> Option<Self> {
        let entry = object.entry("$ref")?;
        Some(Self {
            object,
            key_span: entry.key_span,
            value: entry.value,
            text: entry.value.as_str()?,
        })
    }
}

/// The references of one tree, in document order; those of merge keys count where they are written.
pub(crate) fn references(tree: &Tree) -> impl Iterator<Item = Reference<'_>> {
    tree.values().filter_map(|object| {
        object.entry("$ref").filter(|entry| !entry.merged)?;
        Reference::of(object)
    })
}

impl Sources {
    /// Every `$ref` of every file with what it names, in the order of the files and of their text.
    pub fn references(
        &self,
    ) -> impl Iterator<Item = (Reference<'_>, Result<Value<'_>, Unresolved>)> {
        self.written().map(|reference| {
            let target = self.step(reference.value.span().file, reference.text);
            (reference, target)
        })
    }

    /// The groups of references through which a value contains itself, as a recursive schema does.
    ///
    /// Each group has the references that lead on inside it, in the order of [`Sources::references`].
    pub fn cycles(&self) -> Vec<Vec<Reference<'_>>> {
        components(self.written().filter_map(|reference| {
            let target = self.target(reference.object)?;
            Some((reference, target))
        }))
    }

    /// The circles of nothing but references, which never reach a value, in the order in which the text meets them.
    pub fn circles(&self) -> Vec<Vec<Reference<'_>>> {
        let circles = self.links().circles().into_iter();
        circles
            .map(|circle| {
                let objects = circle.into_iter().map(|node| self.value(node));
                objects.filter_map(Reference::of).collect()
            })
            .collect()
    }

    fn written(&self) -> impl Iterator<Item = Reference<'_>> {
        self.files()
            .iter()
            .flat_map(|source| references(&source.tree))
    }
}
