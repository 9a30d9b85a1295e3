//! What can be made to go wrong.

use crate::transport::{PublishError, PublishErrorKind};

/// What goes wrong with a publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The message is not taken, and the publisher is told so with this kind.
    Refuse(PublishErrorKind),
    /// The message is taken, and the publisher is not told: [`PublishErrorKind::Unknown`].
    LoseConfirmation,
}

impl Fault {
    pub(super) fn error(self) -> PublishError {
        match self {
            Self::Refuse(kind) => PublishError::new(kind, "a test asked for this failure"),
            Self::LoseConfirmation => PublishError::new(
                PublishErrorKind::Unknown,
                "a test asked for the confirmation to be lost",
            ),
        }
    }
}
