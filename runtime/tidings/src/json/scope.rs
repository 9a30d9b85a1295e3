//! What nested decoders of one document need to know of each other.

use std::cell::Cell;

/// How the document that this thread decodes is decoded.
#[derive(Clone, Copy)]
struct State {
    exact: bool,
    budget: usize,
    /// Whether the tag of a union told none of its branches.
    untold: bool,
}

thread_local! {
    static STATE: Cell<Option<State>> = const { Cell::new(None) };
}

/// The decoding of one document, until it is dropped.
///
/// A union inside a document has to try its branches without knowing where it stands.
/// If each level tried twice, once fast and once to explain, a hostile document would double the work at each level;
/// so the level that reads the bytes decides for all of them, and what trying costs is counted for all of them.
pub(crate) struct Scope {
    outer: Option<State>,
}

impl Scope {
    /// Decodes a document of `size` bytes or values without remembering places.
    pub(crate) fn fast(size: usize) -> Self {
        Self::enter(false, size)
    }

    /// Decodes a document of `size` bytes or values and remembers places.
    pub(crate) fn exact(size: usize) -> Self {
        Self::enter(true, size)
    }

    /// Joins the decoding under way, or begins one: somebody may use serde directly.
    pub(crate) fn join(size: usize) -> Option<Self> {
        STATE.get().is_none().then(|| Self::exact(size))
    }

    fn enter(exact: bool, size: usize) -> Self {
        // Honest documents nest alternatives two or three deep, and read each value that many times per branch.
        let budget = size.saturating_mul(64).saturating_add(4096);
        Self {
            outer: STATE.replace(Some(State {
                exact,
                budget,
                untold: false,
            })),
        }
    }

    /// Whether places are to be remembered.
    pub(crate) fn is_exact() -> bool {
        STATE.get().is_some_and(|state| state.exact)
    }

    /// Remembers that the tag of a union told none of its branches.
    pub(crate) fn leave_untold() {
        STATE.set(STATE.get().map(|state| State {
            untold: true,
            ..state
        }));
    }

    /// Whether the tag of a union told none of its branches.
    pub(crate) fn is_untold() -> bool {
        STATE.get().is_some_and(|state| state.untold)
    }

    /// Counts the reading of `values` values and says whether that may still be done.
    pub(crate) fn spend(values: usize) -> bool {
        let Some(state) = STATE.get() else {
            return true;
        };
        match state.budget.checked_sub(values) {
            Some(budget) => {
                STATE.set(Some(State { budget, ..state }));
                true
            }
            None => false,
        }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        STATE.set(self.outer);
    }
}
