//! How much of what schemas say the generated types say.

use tidings_diag::Location;

/// The properties of all types, and the places that are free values although their schema says more.
///
/// What a free value's schema says is checked nevertheless; it only shows in no type.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// How many properties the types declare.
    pub properties: usize,
    /// Where a schema says something of a value that no type says.
    pub free: Vec<Location>,
}
