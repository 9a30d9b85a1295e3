//! Why no operation takes a message that has arrived.

use crate::json::DecodeError;
use crate::transport::{Reason, ReasonKind};
use crate::wire::SetError;

/// Why an operation does not take a message.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is none of the operation's messages; what it is instead, as far as that is known.
    Unknown(String),
    /// It would be one of them, and is not valid.
    Invalid(String),
}

impl From<SetError> for Refusal {
    fn from(error: SetError) -> Self {
        match error {
            SetError::Unknown(unknown) => Self::Unknown(format!("it is {unknown}")),
            SetError::Invalid(error) => Self::from(error),
        }
    }
}

impl From<DecodeError> for Refusal {
    fn from(error: DecodeError) -> Self {
        Self::Invalid(error.to_string())
    }
}

/// Why each of several operations does not take a message.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    invalid: Vec<String>,
    unknown: Vec<String>,
}

impl Refusals {
    /// Notes what one more operation says.
    pub(super) fn add(&mut self, refusal: Refusal) {
        match refusal {
            Refusal::Unknown(why) => self.unknown.push(why),
            Refusal::Invalid(why) => self.invalid.push(why),
        }
    }

    /// Whether an operation would have taken the message, if it were valid.
    pub(super) fn is_invalid(&self) -> bool {
        !self.invalid.is_empty()
    }

    /// The reason that the message is given up for.
    ///
    /// What would be a message of one operation is not unknown because others do not know it.
    pub(super) fn reason(self) -> Reason {
        let (kind, mut said) = match self.is_invalid() {
            true => (ReasonKind::Invalid, self.invalid),
            false => (ReasonKind::Unknown, self.unknown),
        };
        said.dedup();
        Reason::new(kind, said.join("; or "))
    }
}
