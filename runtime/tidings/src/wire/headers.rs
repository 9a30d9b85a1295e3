//! Typed headers: strings as they are, everything else as JSON text.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::json::{self, DecodeError, EncodeError, Problems};
use crate::payload::Reading;
use crate::text::{self, TextValue};
use crate::transport::{Headers, Message};
use crate::{Maybe, Payload};

/// The place of a header, or inside it, from a pointer into the headers as one object.
fn place(pointer: &str) -> String {
    format!("header {}", pointer.strip_prefix('/').unwrap_or(pointer))
}

/// Writes the headers of a message.
#[derive(Debug)]
pub struct HeaderWriter {
    headers: Headers,
}

impl HeaderWriter {
    /// Begins to write `headers`, the message's headers as one value, once they are checked.
    ///
    /// # Errors
    ///
    /// What the contract does not allow in them.
    pub fn new<T: Payload>(headers: &T) -> Result<Self, EncodeError> {
        json::check(headers).map_err(|problems| problems.at(place))?;
        Ok(Self {
            headers: Headers::new(),
        })
    }

    /// Writes the header `name`.
    ///
    /// # Errors
    ///
    /// The value has no JSON.
    pub fn required<T: Serialize>(&mut self, name: &str, value: &T) -> Result<(), EncodeError> {
        let text = text::write(value).map_err(|message| {
            EncodeError::from(Problems::one(format!("header {name}"), message))
        })?;
        self.headers.append(name, text);
        Ok(())
    }

    /// Writes the header `name` if there is a value.
    ///
    /// # Errors
    ///
    /// The value has no JSON.
    pub fn optional<T: Serialize>(
        &mut self,
        name: &str,
        value: &Option<T>,
    ) -> Result<(), EncodeError> {
        value
            .as_ref()
            .map_or(Ok(()), |value| self.required(name, value))
    }

    /// Writes the header `name` unless it is absent.
    ///
    /// # Errors
    ///
    /// The value has no JSON.
    pub fn maybe<T: Serialize>(&mut self, name: &str, value: &Maybe<T>) -> Result<(), EncodeError> {
        match value {
            Maybe::Absent => Ok(()),
            other => self.required(name, other),
        }
    }

    /// The headers.
    pub fn finish(self) -> Headers {
        self.headers
    }
}

/// Reads the headers of a message.
#[derive(Clone, Copy, Debug)]
pub struct HeaderReader<'m> {
    headers: &'m Headers,
    is_secret: bool,
}

impl<'m> HeaderReader<'m> {
    /// Reads the headers of `incoming`.
    pub fn new(incoming: &'m Message) -> Self {
        Self {
            headers: &incoming.headers,
            is_secret: false,
        }
    }

    /// A reader whose errors show nothing of what it reads.
    pub fn secret(self) -> Self {
        Self {
            is_secret: true,
            ..self
        }
    }

    /// The header `name`.
    ///
    /// # Errors
    ///
    /// It is missing, or is not of this type.
    pub fn required<T: DeserializeOwned>(&self, name: &str) -> Result<T, DecodeError> {
        self.optional(name)?.ok_or_else(|| {
            DecodeError::from(Problems::one(
                format!("header {name}"),
                "is missing".to_owned(),
            ))
        })
    }

    /// The header `name`, if it is there.
    ///
    /// # Errors
    ///
    /// It is not of this type.
    pub fn optional<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        let Some(bytes) = self.headers.get(name) else {
            return Ok(None);
        };
        let here = |pointer: &str| format!("header {name}{pointer}");
        let Ok(text) = std::str::from_utf8(bytes) else {
            let problem = Problems::one(here(""), "is not UTF-8 text".to_owned());
            return Err(DecodeError::from(problem));
        };
        let _reading = self.is_secret.then(Reading::begin);
        let value = TextValue(text).read().map(Some);
        value.map_err(|problems| DecodeError::from(problems.at(here)))
    }

    /// The header `name`, which may be absent or null.
    ///
    /// # Errors
    ///
    /// It is not of this type.
    pub fn maybe<T: DeserializeOwned>(&self, name: &str) -> Result<Maybe<T>, DecodeError> {
        Ok(self.optional(name)?.unwrap_or_default())
    }

    /// The message's headers as one value, once they are checked.
    ///
    /// # Errors
    ///
    /// What the contract does not allow in them.
    pub fn checked<T: Payload>(&self, headers: T) -> Result<T, DecodeError> {
        json::check(&headers).map_err(|problems| problems.at(place))?;
        Ok(headers)
    }
}
