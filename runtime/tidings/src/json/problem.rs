//! What is wrong with a message, as an error.

use std::fmt;

use tidings_check::{Violation, Violations};

/// The violations of one message; small, so that a `Result` stays small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problems(Box<[Violation]>);

/// Violations that a text shows before it only counts.
const SHOWN: usize = 8;

/// Violations of one message that are told where it is one of several that do not fit.
const SHOWN_OF_EACH: usize = 3;

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

    /// How far a value is from being valid: what is wrong with the whole of it counts before what is wrong inside.
    fn distance(&self) -> (usize, usize) {
        let of_the_whole = self
            .0
            .iter()
            .filter(|violation| !violation.pointer.starts_with('/'));
        (of_the_whole.count(), self.0.len())
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

/// The name of a message before what is wrong with it.
struct Of(Option<&'static str>);

impl fmt::Display for Of {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(name) => write!(formatter, "{name}: "),
            None => Ok(()),
        }
    }
}

macro_rules! problem_error {
    ($(#[$doc:meta])* $error:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, thiserror::Error)]
        #[error("{}{problems}", Of(*message))]
        pub struct $error {
            message: Option<&'static str>,
            problems: Problems,
        }

        impl $error {
            /// The name of the message, where it is known: of one that was sent or received, and not of a payload alone.
            pub fn message(&self) -> Option<&'static str> {
                self.message
            }

            /// What is wrong, never empty: first what has the wrong type or is missing, then what breaks a constraint.
            ///
            /// A pointer that begins with `/`, or is empty, is a JSON Pointer into the body;
            /// one that begins with `header` names a header.
            pub fn violations(&self) -> &[Violation] {
                &self.problems.0
            }

            /// The same of the message that is called `name`.
            pub(crate) fn of_message(self, name: &'static str) -> Self {
                Self {
                    message: Some(name),
                    ..self
                }
            }
        }

        impl From<Problems> for $error {
            fn from(problems: Problems) -> Self {
                Self {
                    message: None,
                    problems,
                }
            }
        }

        impl fmt::Debug for $error {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($error), "({})"), self)
            }
        }
    };
}

problem_error! {
    /// A message that is not what the contract says.
    ///
    /// Displays as `PackOrder: /lines/0/quantity: 101 is greater than 100`, and without the name where that is not known.
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
    /// Displays as `PackOrder: /lines/0/quantity: 101 is greater than 100`, and without the name where that is not known.
    EncodeError
}

impl DecodeError {
    /// Why what has arrived is none of several messages: what speaks against each, first against the nearest one.
    ///
    pub(crate) fn of_none(mut each: Vec<Self>) -> Self {
        let names: Vec<&str> = each.iter().filter_map(|error| error.message).collect();
        let headline = Violation {
            pointer: String::new(),
            message: format!("fits none of {}", names.join(", ")),
        };
        each.sort_by_key(|error| error.problems.distance());
        let is_the_same = each
            .windows(2)
            .all(|two| two[0].problems == two[1].problems);
        let told: Vec<Violation> = match &each[..] {
            [first, ..] if is_the_same => first.problems.0.to_vec(),
            each => each.iter().flat_map(Self::as_one_of_several).collect(),
        };
        Self::from(Problems::all([vec![headline], told].concat()))
    }

    /// The first violations, each with the name of the message that it speaks against.
    fn as_one_of_several(&self) -> impl Iterator<Item = Violation> {
        let name = self.message.unwrap_or("a message without a name");
        let violations = &self.problems.0;
        let left_out = violations.len().saturating_sub(SHOWN_OF_EACH);
        violations
            .iter()
            .take(SHOWN_OF_EACH)
            .enumerate()
            .map(move |(index, violation)| {
                let more = match left_out {
                    0 => String::new(),
                    _ if index + 1 < SHOWN_OF_EACH => String::new(),
                    more => format!(", and {more} more"),
                };
                Violation {
                    pointer: violation.pointer.clone(),
                    message: format!("{} (as {name}{more})", violation.message),
                }
            })
    }
}
