//! Examples of a contract as tests: what generated tests do with each of them.

use std::fmt::Debug;

use serde_json::Value;

use crate::transport;
use crate::{Message, Payload, json};

/// An example of a contract, by its place in the document.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    place: &'static str,
}

impl Example {
    /// The example at `place`.
    pub const fn at(place: &'static str) -> Self {
        Self { place }
    }

    /// Reads a part of the example, and makes sure that it is written again as it was; what its type reads over is not
    /// missed.
    ///
    /// # Panics
    ///
    /// When the contract does not allow it, or it comes back different.
    #[track_caller]
    pub fn read<T: Payload>(self, text: &str) -> T {
        let place = self.place;
        let value: T = json::from_slice(text.as_bytes()).unwrap_or_else(|error| {
            panic!("correct the example at {place}, or its schema: {error}")
        });
        let written = json::to_vec(&value).unwrap_or_else(|error| {
            panic!("the example at {place} is read, and cannot be written: {error}")
        });
        if let Some(difference) = difference(text.as_bytes(), &written) {
            panic!("the example at {place} comes back different: {difference}");
        }
        value
    }

    /// Makes sure that the whole message arrives as it was sent, headers included.
    ///
    /// # Panics
    ///
    /// When it does not.
    #[track_caller]
    pub fn travels<M: Message + PartialEq + Debug>(self, message: &M) {
        let place = self.place;
        let encoded = message
            .encode()
            .unwrap_or_else(|error| panic!("the example at {place} cannot be sent: {error}"));
        let mut sent = transport::Message::new("", encoded.body);
        sent.headers = encoded.headers;
        sent.content_type = Some(M::CONTENT_TYPE.to_owned());
        let arrived = M::decode(&sent)
            .unwrap_or_else(|error| panic!("the example at {place} does not arrive: {error}"));
        assert_eq!(arrived, *message, "the example at {place}");
    }
}

/// The first difference between two texts of JSON, with its JSON Pointer.
fn difference(expected: &[u8], found: &[u8]) -> Option<String> {
    let value = |text| serde_json::from_slice::<Value>(text);
    match (value(expected), value(found)) {
        (Ok(expected), Ok(found)) => differ("", &expected, &found),
        (Err(error), _) | (_, Err(error)) => Some(error.to_string()),
    }
}

fn differ(pointer: &str, expected: &Value, found: &Value) -> Option<String> {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            found.iter().find_map(|(name, value)| {
                let step = name.replace('~', "~0").replace('/', "~1");
                let pointer = format!("{pointer}/{step}");
                match expected.get(name) {
                    Some(expected) => differ(&pointer, expected, value),
                    None => Some(format!("{pointer}: {value} is new")),
                }
            })
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            let mut pairs = expected.iter().zip(found).enumerate();
            pairs.find_map(|(index, (expected, found))| {
                differ(&format!("{pointer}/{index}"), expected, found)
            })
        }
        // One number can be written in several ways.
        (Value::Number(expected), Value::Number(found)) if expected.as_f64() == found.as_f64() => {
            None
        }
        (expected, found) if expected == found => None,
        (expected, found) => {
            let here = if pointer.is_empty() {
                "(root)"
            } else {
                pointer
            };
            Some(format!("{here}: {expected} became {found}"))
        }
    }
}
