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
    /// How it takes part in the contract.
    pub usage: Usage,
}

/// How a component takes part in the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// Something of the application leads to it, so that it is in the contract.
    Used,
    /// Nothing leads to it, and it refers to something that is in the contract all the same: another name of that.
    OtherName(Content),
    /// Nothing leads to it, nor to what it says.
    Unused(Content),
}

/// What stands at a place, in short: the same for the same value in whatever layout.
pub type Content = u64;

impl Usage {
    /// What stands where nothing leads to; `None` where something does.
    pub fn unreferenced(self) -> Option<Content> {
        match self {
            Self::Used => None,
            Self::OtherName(content) | Self::Unused(content) => Some(content),
        }
    }
}
