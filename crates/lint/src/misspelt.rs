//! One misspelling that two rules see: a name that is used and not declared, and a name that is declared and not used.

use tidings_diag::nearest;

/// Whether a name that is `used` and not `declared` is probably a misspelling of the declared `name`.
///
/// The rule about what is not declared says so then, and a second finding would send its reader the other way.
pub(crate) fn is_meant_by(name: &str, used: &[&str], declared: &[&str]) -> bool {
    used.iter()
        .filter(|used| !declared.contains(used))
        .any(|used| nearest(used, declared.iter().copied()) == Some(name))
}
