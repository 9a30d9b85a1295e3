//! What a document keeps for use in several places.

use tidings_diag::Location;

/// A component of the document, used or not; others may refer to it from their documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The field of `components` that holds it: `schemas`, `messages`.
    pub kind: String,
    /// Its key there.
    pub name: String,
    /// Where it stands.
    pub location: Location,
    /// What stands there, in short: the same for the same value in whatever layout; `None` where something of the
    /// application leads to it, so that it is in the contract.
    pub unused: Option<u64>,
}
