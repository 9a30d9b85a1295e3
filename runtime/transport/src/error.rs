//! What goes wrong between a program and its broker, by what the caller should do about it.

use std::fmt;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a message was not published, or may not have been.
#[derive(Debug)]
pub struct PublishError {
    kind: PublishErrorKind,
    message: String,
    cause: Option<Cause>,
}

/// The six answers to "may I send it again?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PublishErrorKind {
    /// It was not written: sending it again is safe.
    NotSent,
    /// It may have been written: send it again only with the same message id.
    Unknown,
    /// It will never be taken (too large, denied, no such channel): do not send it again.
    Rejected,
    /// The other side asks for a pause: send it again later.
    Backpressure,
    /// This publisher is closed.
    Closed,
    /// It was not taken because nobody receives it: sending it again is safe.
    NoReceiver,
}

impl PublishError {
    /// An error of `kind`.
    pub fn new(kind: PublishErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            cause: None,
        }
    }

    /// Adds what the broker client said.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<Cause>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// What the caller should do about it.
    pub fn kind(&self) -> PublishErrorKind {
        self.kind
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advice = match self.kind {
            PublishErrorKind::NotSent => "not sent",
            PublishErrorKind::Unknown => "perhaps sent",
            PublishErrorKind::Rejected => "rejected",
            PublishErrorKind::Backpressure => "held back",
            PublishErrorKind::Closed => "closed",
            PublishErrorKind::NoReceiver => "not received",
        };
        write!(formatter, "{advice}: {}", self.message)
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

/// Why a transport could not be opened, asked or closed.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    cause: Option<Cause>,
}

/// The kinds of [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The address or an option of it makes no sense.
    Configuration,
    /// The other side cannot be reached now.
    Unreachable,
    /// The other side refuses the credentials or the channel.
    Denied,
    /// This transport cannot do what was asked.
    Unsupported,
    /// What the contract states is not there, or differs.
    Provision,
    /// The store or the protocol is broken.
    Broken,
    /// The transport is closed.
    Closed,
}

impl TransportError {
    /// An error of `kind`.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            cause: None,
        }
    }

    /// Adds what the broker client said.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<Cause>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// The kind.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}
