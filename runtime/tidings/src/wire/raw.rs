//! Messages that no contract describes.

use bytes::Bytes;

use super::{Correlated, Encoded, IntoMessage, MessageSet, SetError};
use crate::json::EncodeError;
use crate::transport::{self, Headers};

/// A message as bare bytes and headers, for what a contract does not describe; nothing in it is checked.
///
/// ```
/// let message = tidings::Raw::new("a,b\n1,2\n").content_type("text/csv").header("source", "import");
/// assert_eq!(message.body, "a,b\n1,2\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Raw {
    /// The body.
    pub body: Bytes,
    /// The headers.
    pub headers: Headers,
    /// The media type of the body.
    pub content_type: Option<String>,
}

impl Raw {
    /// A message of `body` and nothing else.
    pub fn new(body: impl Into<Bytes>) -> Self {
        Self {
            body: body.into(),
            ..Self::default()
        }
    }

    /// Adds a header, and keeps those of the same name.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Bytes>) -> Self {
        self.headers.append(name, value);
        self
    }

    /// The media type of the body.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

impl MessageSet for Raw {
    const NAMES: &'static [&'static str] = &[];

    fn decode(incoming: &transport::Message) -> Result<Self, SetError> {
        Ok(Self {
            body: incoming.body.clone(),
            headers: incoming.headers.clone(),
            content_type: incoming.content_type.clone(),
        })
    }

    fn encode(&self) -> Result<Encoded, EncodeError> {
        Ok(Encoded::new(self.headers.clone(), self.body.clone()))
    }

    fn correlation_id(incoming: &transport::Message) -> Option<String> {
        incoming.correlation_id.clone()
    }

    fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }
}

impl Correlated for Raw {}

impl IntoMessage<Raw> for Raw {
    fn into_message(self) -> Raw {
        self
    }
}
