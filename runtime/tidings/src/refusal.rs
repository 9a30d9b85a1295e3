//! Why bytes are no value of a type.

use crate::json::{DecodeError, Problems, words};

/// Why bytes are no value of a type, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", if pointer.is_empty() { String::new() } else { format!("{pointer}: ") })]
pub struct Refusal {
    pointer: String,
    message: String,
}

impl Refusal {
    /// Something is wrong here.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            pointer: String::new(),
            message: message.into(),
        }
    }

    /// The same, seen from the value of which it concerns the part `key`.
    pub(crate) fn below(mut self, key: &str) -> Self {
        self.pointer.insert_str(0, &words::step(key));
        self
    }

    /// The same as an error of serde, which is a text; the place can be taken out of it again.
    pub(crate) fn into_serde<E: serde::de::Error>(self) -> E {
        E::custom(words::placed(&self.pointer, &self.message))
    }
}

#[cfg(feature = "xml")]
impl From<Refusal> for crate::EncodeError {
    fn from(refusal: Refusal) -> Self {
        Self::from(Problems::one(refusal.pointer, refusal.message))
    }
}

impl From<Refusal> for DecodeError {
    fn from(refusal: Refusal) -> Self {
        Self::from(Problems::one(refusal.pointer, refusal.message))
    }
}
