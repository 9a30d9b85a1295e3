//! Follows a JSON Pointer to a value, step by step.

use rustc_hash::FxHashSet;
use tidings_diag::FileId;
use tidings_syntax::{Value, unescape_pointer};

use crate::Unresolved;
use crate::dead_end::{no_data, no_pointer};
use crate::loaded::{Loaded, Node, node_of};
use crate::reference::Target;

/// The way of one reference through a file, and from there perhaps through others.
#[derive(Debug)]
pub(crate) struct Walk<'s> {
    value: Value<'s>,
    segments: Vec<String>,
    /// How many segments lie behind.
    done: usize,
    /// The references that were passed since the last segment that led on.
    passed: FxHashSet<Node>,
}

/// How far a walk got.
#[derive(Debug)]
pub(crate) enum Step<'s> {
    /// To the value that the reference names.
    Arrived(Value<'s>),
    /// To an object that is itself a reference; the way goes on behind it.
    Behind(Value<'s>),
    /// To a value that does not have what comes next.
    Nowhere,
}

impl<'s> Walk<'s> {
    /// Sets out along `reference`, which is written in the file `from`.
    ///
    /// # Errors
    ///
    /// [`Unresolved`] when there is no such file, nothing to refer to in it, or the fragment is no JSON Pointer.
    pub(crate) fn start(
        loaded: &'s Loaded,
        from: FileId,
        reference: &str,
    ) -> Result<Self, Unresolved> {
        let target = Target::of(reference, &loaded.file(from).path);
        let source = loaded.place(from, &target)?;
        let value = source.tree.root().ok_or_else(|| no_data(source))?;
        let pointer = target.fragment.as_ref();
        let segments = match pointer.strip_prefix('/') {
            Some(segments) => segments.split('/').map(unescape_pointer).collect(),
            None if pointer.is_empty() => Vec::new(),
            None => return Err(no_pointer(pointer, source)),
        };
        Ok(Self {
            value,
            segments,
            done: 0,
            passed: FxHashSet::default(),
        })
    }

    /// Goes on as far as the way is known.
    pub(crate) fn advance(&mut self) -> Step<'s> {
        while let Some(segment) = self.segments.get(self.done) {
            match self.value.child(segment) {
                Some(child) => {
                    self.value = child;
                    self.done += 1;
                    self.passed.clear();
                }
                None if self
                    .value
                    .get("$ref")
                    .is_some_and(|text| text.as_str().is_some()) =>
                {
                    return Step::Behind(self.value);
                }
                None => return Step::Nowhere,
            }
        }
        Step::Arrived(self.value)
    }

    /// Takes up the way at `value`.
    pub(crate) fn goes_on_at(&mut self, value: Value<'s>) {
        self.value = value;
    }

    /// Takes up the way at `value`, which lies behind `reference`; `false` when the walk has been behind that reference
    /// for the same segment before, because then it runs in a circle.
    pub(crate) fn passes(&mut self, reference: Value<'s>, value: Value<'s>) -> bool {
        self.goes_on_at(value);
        self.passed.insert(node_of(reference))
    }

    /// Where the walk stands, and the segments before it, the first of which led no further.
    pub(crate) fn rest(&self) -> (Value<'s>, &[String]) {
        (self.value, &self.segments[self.done..])
    }
}
