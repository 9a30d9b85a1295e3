//! Parts of a value, some of which are payloads.

use tidings_check::{Path, Violations};

use super::Payload;

/// A part of a value whose type is written by hand: it is checked if its type is a payload, and otherwise it is not.
///
/// `check` of the type itself comes before the one of [`Unchecked`], which the compiler falls back on.
#[derive(Debug)]
pub struct Nested<'v, T: ?Sized>(pub &'v T);

impl<T: Payload> Nested<'_, T> {
    /// Checks the part.
    #[inline]
    pub fn check(&self, path: &Path<'_>, violations: &mut Violations) {
        self.0.check(path, violations);
    }
}

/// What becomes of a part that is no payload.
pub trait Unchecked {
    /// Does nothing.
    #[inline]
    fn check(&self, _: &Path<'_>, _: &mut Violations) {}
}

impl<T: ?Sized> Unchecked for Nested<'_, T> {}
