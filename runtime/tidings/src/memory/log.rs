//! What a test looks at afterwards.

use std::sync::Arc;
use std::time::Duration;

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

/// How a consumer settled a delivery.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// The group of the consumer.
    pub group: String,
    /// The name of the channel it was received from.
    pub channel: String,
    /// How often the message had been handed out to the group by then.
    pub deliveries: u32,
    /// What the consumer said.
    pub outcome: Outcome,
    /// The message.
    pub message: Arc<Message>,
}

/// What a consumer says of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Acknowledged,
    /// It is to come again, at once or after a while; a delivery that is dropped comes again at once.
    Retried(Option<Duration>),
    /// It went to the dead letters.
    Rejected(Reason),
}

/// Messages of a group that nobody has finished, although they could be handled now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The name of the group.
    pub group: String,
    /// The name of the channel it receives from.
    pub channel: String,
    /// Messages that wait for a consumer.
    pub waiting: usize,
    /// Messages that a consumer has and has not settled.
    pub in_hand: usize,
}
