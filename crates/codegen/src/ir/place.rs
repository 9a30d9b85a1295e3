//! Where in a type a schema stands.

use tidings_naming::compound;

/// What stands around a schema: it names what has no name, and says how deep one is.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    name: String,
    depth: usize,
}

impl Place {
    /// The place that `name` calls.
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            depth: 0,
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
}
