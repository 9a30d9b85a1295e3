//! A message in a consumer's hands, and how it is settled.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::{Message, Settled, Settling};

/// One message in the hands of one consumer.
///
/// It is settled by value, so settling twice does not compile.
/// Dropping it settles nothing: the transport gives the message to a consumer again.
#[must_use = "settle the delivery with `ack`, `retry` or `reject`; dropped, it will be delivered again"]
pub struct Delivery {
    /// The message; a transport that keeps it shares it, so that handing it out costs no copy.
    pub message: Arc<Message>,
    /// What the message is ordered within.
    pub lane: Lane,
    /// How often the message was handed out to this group, this time included.
    pub attempt: Attempt,
    /// Where the message stands in the channel, where the transport knows places.
    pub position: Option<Position>,
    /// Until when it must be settled or extended, where the transport works with leases.
    pub lease: Option<Instant>,
    token: Box<dyn Settle>,
}

impl Delivery {
    /// A delivery that `token` settles; for transports.
    pub fn new(message: impl Into<Arc<Message>>, attempt: Attempt, token: Box<dyn Settle>) -> Self {
        Self {
            message: message.into(),
            lane: Lane::default(),
            attempt,
            position: None,
            lease: None,
            token,
        }
    }

    /// The name of this delivery in the transport's own books, for logs.
    pub fn id(&self) -> DeliveryId {
        self.token.id()
    }

    /// Done: the group never sees this message again.
    pub async fn ack(self) -> Settled {
        self.token.ack().await
    }

    /// Not done: the group sees it again, at once or after a pause.
    pub async fn retry(self, after: Option<Duration>) -> Settled {
        self.token.retry(after).await
    }

    /// Never to be done: it goes to the dead letters with `reason`.
    pub async fn reject(self, reason: &Reason) -> Settled {
        self.token.reject(reason).await
    }

    /// Asks for more time.
    pub async fn extend(&self, by: Duration) -> Settled {
        self.token.extend(by).await
    }

    /// The message and the right to settle it, apart, so that a handler can own the one while the other waits.
    pub fn into_parts(self) -> (Arc<Message>, Box<dyn Settle>) {
        (self.message, self.token)
    }
}

impl fmt::Debug for Delivery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Delivery")
            .field("id", &self.id())
            .field("message", &self.message)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

/// The right to settle one delivery; dropping it abandons the delivery and never acknowledges it.
pub trait Settle: Send + Sync {
    /// The name of the delivery in the transport's own books.
    fn id(&self) -> DeliveryId;
    /// Done.
    fn ack(self: Box<Self>) -> Settling<'static>;
    /// Again, at once or after `after`.
    fn retry(self: Box<Self>, after: Option<Duration>) -> Settling<'static>;
    /// To the dead letters.
    fn reject(self: Box<Self>, reason: &Reason) -> Settling<'static>;
    /// More time.
    fn extend(&self, by: Duration) -> Settling<'_>;
}

/// The name of a delivery in the books of its transport, which is written out when somebody wants to read it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryId {
    /// The transport counts.
    Number(u64),
    /// The transport has names.
    Text(Arc<str>),
}

impl From<u64> for DeliveryId {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for DeliveryId {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl fmt::Display for DeliveryId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(formatter),
            Self::Text(text) => text.fmt(formatter),
        }
    }
}

/// What a message is ordered within: a partition, a key, a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lane(pub String);

/// How often a message was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attempt {
    /// The transport counts: this is number `n`, from 1.
    Exact(u32),
    /// The transport only knows that there were others before.
    AtLeast(u32),
    /// The transport does not count.
    Unknown,
}

impl Attempt {
    /// The best number there is, from 1.
    pub fn number(self) -> u32 {
        match self {
            Self::Exact(number) | Self::AtLeast(number) => number,
            Self::Unknown => 1,
        }
    }
}

/// A place in a channel, in the transport's own spelling; it can be kept and given back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Position(pub String);

/// Why a message went to the dead letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The class of the failure.
    pub kind: ReasonKind,
    /// One sentence about this one; it names places in the payload, never their values' secrets.
    pub message: String,
}

impl Reason {
    /// A reason of `kind`.
    pub fn new(kind: ReasonKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.kind.name(), self.message)
    }
}

/// The classes of failures that end in the dead letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReasonKind {
    /// The message is none that the contract lists for this operation.
    Unknown,
    /// The body or the headers break the contract.
    Invalid,
    /// The handler failed as often as it may.
    Exhausted,
    /// The handler said that trying again is useless.
    Refused,
    /// The handler panicked.
    Panicked,
}

impl ReasonKind {
    /// The word that is kept beside the message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown-message",
            Self::Invalid => "invalid-message",
            Self::Exhausted => "attempts-exhausted",
            Self::Refused => "refused",
            Self::Panicked => "handler-panicked",
        }
    }
}
