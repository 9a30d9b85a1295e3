//! What a handler says when it fails, and why a server does not start.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::client::OtherServer;
use crate::transport::{InvalidTemplate, Reason, ReasonKind, TransportError};

type Cause = Box<dyn Error + Send + Sync>;

/// A cause that several messages may have.
type SharedCause = std::sync::Arc<dyn Error + Send + Sync>;

/// Why a handler failed, and what is to be done about the message.
///
/// Any error becomes a transient one with `?`: the message is tried again as often as [`crate::Retry`] says.
///
/// ```
/// use tidings::HandlerError;
///
/// fn pieces(text: &str) -> Result<u32, HandlerError> {
///     let pieces = text.parse()?;
///     if pieces == 0 {
///         return Err(HandlerError::reject("an order of nothing"));
///     }
///     Ok(pieces)
/// }
/// assert_eq!(pieces("0").unwrap_err().to_string(), "refused: an order of nothing");
/// ```
pub struct HandlerError(Box<Repr>);

struct Repr {
    remedy: Remedy,
    cause: SharedCause,
}

/// What is to be done about a message that was not handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Try again, while it may be tried.
    Retry(Option<Duration>),
    /// Try again, while it may be tried; the handler panicked.
    Panicked,
    /// Give it up.
    DeadLetter(ReasonKind),
}

impl HandlerError {
    /// It may work another time: the message is tried again while it may be.
    pub fn transient(error: impl Into<Cause>) -> Self {
        Self::new(Remedy::Retry(None), error)
    }

    /// It may work after a pause: like [`HandlerError::transient`], but not before `delay` is over.
    pub fn retry_after(delay: Duration, error: impl Into<Cause>) -> Self {
        Self::new(Remedy::Retry(Some(delay)), error)
    }

    /// It will never work: the message goes to the dead letters, with this error as the reason.
    pub fn fatal(error: impl Into<Cause>) -> Self {
        Self::new(Remedy::DeadLetter(ReasonKind::Refused), error)
    }

    /// The message is not wanted: it goes to the dead letters with this reason.
    pub fn reject(reason: impl Into<String>) -> Self {
        Self::fatal(reason.into())
    }

    pub(super) fn dead_letter(reason: Reason) -> Self {
        Self::new(Remedy::DeadLetter(reason.kind), reason.message)
    }

    pub(super) fn panicked(message: &str) -> Self {
        Self::new(Remedy::Panicked, format!("the handler panicked: {message}"))
    }

    fn new(remedy: Remedy, cause: impl Into<Cause>) -> Self {
        Self(Box::new(Repr {
            remedy,
            cause: cause.into().into(),
        }))
    }

    /// The same error for another message.
    pub(super) fn shared(&self) -> Self {
        Self(Box::new(Repr {
            remedy: self.0.remedy,
            cause: SharedCause::clone(&self.0.cause),
        }))
    }

    pub(super) fn remedy(&self) -> Remedy {
        self.0.remedy
    }

    /// The reason in the dead letters, when the message is given up because of this error.
    pub(super) fn reason(&self) -> Reason {
        let kind = match self.0.remedy {
            Remedy::Retry(_) => ReasonKind::Exhausted,
            Remedy::Panicked => ReasonKind::Panicked,
            Remedy::DeadLetter(kind) => kind,
        };
        Reason::new(kind, self.0.cause.to_string())
    }

    /// Whether the message may be tried again after this error.
    pub fn is_transient(&self) -> bool {
        !matches!(self.0.remedy, Remedy::DeadLetter(_))
    }
}

impl<E: Into<Cause>> From<E> for HandlerError {
    fn from(error: E) -> Self {
        Self::transient(error)
    }
}

impl fmt::Display for HandlerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.remedy {
            Remedy::DeadLetter(kind) => write!(formatter, "{}: {}", kind.name(), self.0.cause),
            Remedy::Retry(_) | Remedy::Panicked => self.0.cause.fmt(formatter),
        }
    }
}

impl fmt::Debug for HandlerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HandlerError")
            .field("remedy", &self.0.remedy)
            .field("cause", &self.0.cause)
            .finish()
    }
}

/// Why a server did not start, or ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// No handler was given.
    #[error("nothing is served: give the server at least one handler")]
    Nothing,
    /// One operation has two handlers.
    #[error("the operation `{operation}` has two handlers")]
    Twice {
        /// The operation.
        operation: &'static str,
    },
    /// A channel is on another server.
    #[error(transparent)]
    OtherServer(#[from] OtherServer),
    /// The channel has no address in the contract.
    #[error(
        "the channel `{channel}` of the operation `{operation}` has no address in the contract; say with `only` where \
         to receive from"
    )]
    NoAddress {
        /// The channel.
        channel: &'static str,
        /// The operation.
        operation: &'static str,
    },
    /// An address was named that is none of its channel.
    #[error("`{address}` is no address of the channel `{channel}`, which is `{template}`")]
    Address {
        /// The channel.
        channel: &'static str,
        /// The address as the contract has it.
        template: String,
        /// The address that was named.
        address: String,
    },
    /// Addresses were named of a channel that nothing is received from.
    #[error("addresses of the channel `{channel}` are named, and none of its operations is served")]
    NotServed {
        /// The channel.
        channel: &'static str,
    },
    /// Dead letters would be received again.
    #[error(
        "dead letters cannot go to `{address}`, because the channel `{channel}`, which is served, would receive them \
         again"
    )]
    DeadLettersReturn {
        /// The channel.
        channel: &'static str,
        /// Where dead letters were to go.
        address: String,
    },
    /// The address in the contract cannot be used.
    #[error("the channel `{channel}` cannot be used: {source}")]
    Channel {
        /// The channel.
        channel: &'static str,
        /// What is wrong with its address.
        source: InvalidTemplate,
    },
    /// A guarantee is chosen for an operation that has no handler.
    #[error("a guarantee is chosen for the operation `{operation}`, which has no handler")]
    NoHandler {
        /// The operation.
        operation: String,
    },
    /// The credentials are not those that an operation demands.
    #[error("the channel `{channel}` cannot be served: {why}")]
    Credentials {
        /// The channel.
        channel: &'static str,
        /// The operation, and what it demands.
        why: String,
    },
    /// Other streams share the subscription, and were opened with other settings.
    #[error(
        "the operation `{operation}` shares the subscription of `{shared}` on the channel `{channel}`, which was opened \
         with other settings"
    )]
    Settings {
        /// The channel.
        channel: &'static str,
        /// The operation.
        operation: &'static str,
        /// The operation whose stream is open.
        shared: &'static str,
    },
    /// The transport cannot give what the server needs.
    #[error(
        "the channel `{channel}` cannot be served{}: the transport `{transport}` {lack}",
        operation.map(|name| format!(" by the operation `{name}`")).unwrap_or_default()
    )]
    Unsupported {
        /// The channel.
        channel: &'static str,
        /// The operation that needs it; none where every operation does.
        operation: Option<&'static str>,
        /// The transport's scheme.
        transport: &'static str,
        /// What it cannot do.
        lack: &'static str,
    },
    /// The transport failed.
    #[error("the channel `{channel}` cannot be received from: {source}")]
    Transport {
        /// The channel.
        channel: &'static str,
        /// What the transport says.
        source: TransportError,
    },
}
