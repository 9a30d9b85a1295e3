//! What a test looks at afterwards.

use std::sync::Arc;

use bytes::Bytes;

use crate::transport::{Headers, Message, Reason};

/// A message that was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    message: Arc<Message>,
}

impl Published {
    pub(super) fn new(message: Arc<Message>) -> Self {
        Self { message }
    }

    /// The address it was sent to.
    pub fn address(&self) -> &str {
        &self.message.address
    }

    /// Its headers.
    pub fn headers(&self) -> &Headers {
        &self.message.headers
    }

    /// Its body.
    pub fn body(&self) -> &Bytes {
        &self.message.body
    }

    /// All of it.
    pub fn message(&self) -> &Message {
        &self.message
    }
}

/// A message that was rejected.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadLetter {
    /// The group that rejected it.
    pub group: String,
    /// The name of the channel it was received from.
    pub channel: String,
    /// How often it was handed out to the group.
    pub deliveries: u32,
    /// Why it was rejected.
    pub reason: Reason,
    /// The message.
    pub message: Message,
}
