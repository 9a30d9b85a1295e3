//! What is wrong with a message, as an error.

use std::fmt;

use tidings_check::{Violation, Violations};

/// The violations of one message; small, so that a `Result` stays small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problems(Box<[Violation]>);

/// Violations that a text shows before it only counts.
const SHOWN: usize = 8;

impl Problems {
    /// One problem at `pointer`.
    pub(crate) fn one(pointer: String, message: String) -> Self {
        Self(Box::new([Violation { pointer, message }]))
    }

    /// Several problems.
    pub(crate) fn all(violations: Vec<Violation>) -> Self {
        Self(violations.into())
    }

    /// The first problem.
    pub(crate) fn first(&self) -> Violation {
        self.0.first().cloned().unwrap_or_else(|| Violation {
            pointer: String::new(),
            message: String::new(),
        })
    }

    /// The same problems, where each pointer is changed by `place`.
    pub(crate) fn at(mut self, place: impl Fn(&str) -> String) -> Self {
        for violation in self.0.iter_mut() {
            violation.pointer = place(&violation.pointer);
        }
        self
    }
}

impl From<Violations> for Problems {
    fn from(violations: Violations) -> Self {
        Self(violations.into_iter().collect())
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().take(SHOWN).enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{violation}")?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(formatter, "; and {more} more"),
        }
    }
}

macro_rules! problem_error {
    ($(#[$doc:meta])* $error:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, thiserror::Error)]
        #[error("{problems}")]
        pub struct $error {
            problems: Problems,
        }

        impl $error {
            /// What is wrong, never empty: first what has the wrong type or is missing, then what breaks a constraint.
            ///
            /// A pointer that begins with `/`, or is empty, is a JSON Pointer into the body;
            /// one that begins with `header` names a header.
            pub fn violations(&self) -> &[Violation] {
                &self.problems.0
            }
        }

        impl From<Problems> for $error {
            fn from(problems: Problems) -> Self {
                Self { problems }
            }
        }

        impl fmt::Debug for $error {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($error), "({})"), self.problems)
            }
        }
    };
}

problem_error! {
    /// A message that is not what the contract says.
    ///
    /// Displays as `/lines/0/quantity: 101 is greater than 100`.
    /// Values of the wrong type are not shown, because they may be secrets that landed in the wrong place.
    DecodeError
}

impl From<crate::InvalidFormat> for EncodeError {
    /// A text that is to become a value of the contract.
    fn from(invalid: crate::InvalidFormat) -> Self {
        Self::from(Problems::one(String::new(), invalid.to_string()))
    }
}

problem_error! {
    /// A value that the contract does not allow to be sent.
    ///
    /// Displays as `/lines/0/quantity: 101 is greater than 100`.
    EncodeError
}
