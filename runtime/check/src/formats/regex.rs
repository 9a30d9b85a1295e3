//! Regular expressions as a format.

use super::Reason;
use crate::Pattern;

/// A regular expression of ECMA-262.
///
/// # Errors
///
/// That it is none, or larger than any that is compiled here.
pub fn regex(text: &str) -> Result<(), Reason> {
    match Pattern::new(text) {
        Ok(_) => Ok(()),
        Err(_) => Err("it cannot be compiled"),
    }
}
