//! Follows references to what the grammar found to be of the right kind.

use std::collections::HashSet;

use tidings_source::Sources;
use tidings_syntax::{Entry, Kind, Value};

use crate::grammar::check::{Node, node_of};

/// The documents, without the references that lead astray.
pub(super) struct Reader<'s> {
    sources: &'s Sources,
    misleading: HashSet<Node>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(sources: &'s Sources, misleading: HashSet<Node>) -> Self {
        Self {
            sources,
            misleading,
        }
    }

    pub(super) fn sources(&self) -> &'s Sources {
        self.sources
    }

    /// Whether `value` is a reference to something of the wrong kind.
    pub(super) fn is_misleading(&self, value: Value<'s>) -> bool {
        self.misleading.contains(&node_of(value))
    }

    /// The value itself, or what its references lead to; `None` where they lead nowhere.
    pub(super) fn follow(&self, value: Value<'s>) -> Option<Value<'s>> {
        let Some(reference) = value.get("$ref") else {
            return Some(value);
        };
        if self.is_misleading(value) {
            return None;
        }
        let resolved = self
            .sources
            .resolve(reference.span().file, reference.as_str()?);
        resolved.ok().map(|resolved| resolved.value)
    }

    /// Exactly what the reference `value` names.
    pub(super) fn step(&self, value: Value<'s>) -> Option<Value<'s>> {
        let reference = value.get("$ref")?;
        self.sources
            .step(reference.span().file, reference.as_str()?)
            .ok()
    }

    /// The object that `value` is or refers to.
    pub(super) fn object(&self, value: Value<'s>) -> Option<Value<'s>> {
        let object = self.follow(value)?;
        (object.kind() == Kind::Mapping).then_some(object)
    }

    /// The objects of a map with their entries, references followed; what is broken is left out.
    pub(super) fn objects(&self, map: Option<Value<'s>>) -> Vec<(Entry<'s>, Value<'s>)> {
        let entries = map.into_iter().flat_map(Value::entries);
        entries
            .filter_map(|entry| Some((entry, self.object(entry.value)?)))
            .collect()
    }

    /// The objects of a list, references followed; what is broken is left out.
    pub(super) fn items(&self, list: Option<Value<'s>>) -> Vec<Value<'s>> {
        let items = list.into_iter().flat_map(Value::items);
        items.filter_map(|item| self.object(item)).collect()
    }

    /// One map of `components`.
    pub(super) fn components(&self, root: Value<'s>, name: &str) -> Option<Value<'s>> {
        root.get("components")?.get(name)
    }
}
