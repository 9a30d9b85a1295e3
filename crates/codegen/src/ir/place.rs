//! Where in a type a schema stands.

use tidings_naming::{compound, item, pascal};

/// What stands around a schema: it names what has no name, and says how deep one is.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    name: String,
    depth: usize,
    /// The key of the property, where the place is one.
    key: Option<String>,
}

impl Place {
    /// The place that `name` calls.
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            depth: 0,
            key: None,
        }
    }

    /// What the place calls a type that has no name.
    pub(super) fn name(&self) -> String {
        self.name.clone()
    }

    /// How many types without a name stand around this one.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The same place, one step further into the same Rust type.
    pub(super) fn deeper(&self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self.clone()
        }
    }

    /// The same place, where a type of its own begins.
    pub(super) fn outermost(self) -> Self {
        Self { depth: 0, ..self }
    }

    /// A place inside of this one, in the same Rust type.
    pub(super) fn inner(&self, name: &str) -> Self {
        Self {
            depth: self.depth + 1,
            ..Self::new(compound(&self.name, name))
        }
    }

    /// Each item of the list at this place, in the same Rust type.
    pub(super) fn item(&self) -> Self {
        Self {
            depth: self.depth + 1,
            ..Self::new(item(&self.name))
        }
    }

    /// The property `key` of the object at this place, where a type of its own begins.
    pub(super) fn property(&self, key: &str) -> Self {
        Self {
            key: Some(key.to_owned()),
            ..Self::new(compound(&self.name, key))
        }
    }

    /// Whether `title` says no more of what stands here than the key of the property does: many tools write such titles
    /// beside every property.
    pub(super) fn is_called(&self, title: &str) -> bool {
        let key = self.key.as_deref();
        key.is_some_and(|key| pascal(key) == pascal(title))
    }
}
