//! Fields that mean nothing to anybody who reads the specification.

use tidings_diag::Location;
use tidings_schema::Literal;

/// A field that the specification does not define where it stands, and that is no extension.
///
/// One that was probably meant to be another field is [left out](super::LeftOut) instead, and both where that is only a
/// name, or what it says is said otherwise in the document.
/// Bindings and examples of messages are in the contract as they are written, so their fields are not listed.
#[derive(Clone, Debug, PartialEq)]
pub struct UndefinedField {
    /// Its name.
    pub name: String,
    /// The object that it stands in, as the specification calls it: `Channel Object`.
    pub object: &'static str,
    /// Where it stands.
    pub location: Location,
    /// What it says.
    pub value: Literal,
}
