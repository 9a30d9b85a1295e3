//! One message of a stream, and how the application settles it.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::answer::{ReplyError, Return};
use super::deliveries::Receiver;
use super::endpoint::decode;
use super::refusals::Refusal;
use super::sharing::NotTaken;
use super::{Context, Incoming};
use crate::transport::{Reason, ReasonKind, Settle, Settled};
use crate::wire::{Address, Correlated, IntoMessage, MessageSet};

/// A message that was received as one of a stream.
///
/// It is settled by value, so settling twice does not compile.
/// Dropping it settles nothing: it is delivered again.
#[must_use = "settle the message with `ack`, `nack`, `retry` or `reject`; dropped, it is delivered again"]
pub struct Received<A, M, R = ()> {
    /// The message.
    pub message: M,
    context: Context<A>,
    settling: Settling,
    reply: PhantomData<fn() -> R>,
}

/// Everything that is needed to settle a delivery.
struct Settling {
    receiver: Arc<Receiver>,
    incoming: Arc<Incoming>,
    token: Box<dyn Settle>,
    answer: Option<Return>,
}

impl<A: Address, M: MessageSet, R> Received<A, M, R> {
    /// Decodes and checks a delivery.
    pub(super) fn read(
        receiver: &Arc<Receiver>,
        incoming: &Arc<Incoming>,
        token: Box<dyn Settle>,
    ) -> Result<Self, NotTaken> {
        let operation = receiver.operation;
        let prepared = decode::<A, M>(incoming).and_then(|decoded| {
            let answer = operation
                .reply
                .map(|_| Return::of::<M>(operation, incoming));
            let answer = answer.transpose().map_err(Refusal::Invalid)?;
            Ok((decoded, answer))
        });
        let ((address, message), answer) = match prepared {
            Ok(prepared) => prepared,
            Err(refusal) => return Err(NotTaken { token, refusal }),
        };
        // Nothing else of this server could have named it.
        let _ = incoming.operation.set(operation.name);
        let context = Context::new(address, incoming, M::correlation_id(&incoming.message));
        Ok(Self {
            message,
            context,
            settling: Settling {
                receiver: Arc::clone(receiver),
                incoming: Arc::clone(incoming),
                token,
                answer,
            },
            reply: PhantomData,
        })
    }
}

impl<A, M, R> Received<A, M, R> {
    /// What is known of the delivery besides the message.
    pub fn context(&self) -> &Context<A> {
        &self.context
    }

    /// Done: the group never sees this message again.
    ///
    /// # Errors
    ///
    /// It is not settled, and comes again.
    pub async fn ack(self) -> Result<(), SettleError> {
        SettleError::of(self.settling.token.ack().await)
    }

    /// Not done: the group sees it again at once.
    ///
    /// # Errors
    ///
    /// It is not settled, and comes again.
    pub async fn nack(self) -> Result<(), SettleError> {
        SettleError::of(self.settling.token.retry(None).await)
    }

    /// Not done: the group sees it again, and not before `after` is over.
    ///
    /// # Errors
    ///
    /// It is not settled, and comes again; perhaps because the transport cannot hold it back.
    pub async fn retry(self, after: Duration) -> Result<(), SettleError> {
        SettleError::of(self.settling.token.retry(Some(after)).await)
    }

    /// Never to be done: it goes to the dead letters with `reason`.
    ///
    /// # Errors
    ///
    /// It is not settled, and comes again.
    pub async fn reject(self, reason: impl Into<String>) -> Result<(), SettleError> {
        let Settling {
            receiver,
            incoming,
            token,
            ..
        } = self.settling;
        let reason = Reason::new(ReasonKind::Refused, reason);
        SettleError::of(receiver.dead_letters.take(&incoming, token, &reason).await)
    }

    /// Asks for more time.
    ///
    /// # Errors
    ///
    /// Another consumer has the message by now, or the transport fails.
    pub async fn extend(&self, by: Duration) -> Result<(), SettleError> {
        SettleError::of(self.settling.token.extend(by).await)
    }
}

impl<A, M, R: Correlated> Received<A, M, R> {
    /// Sends the reply to this request, then acknowledges it.
    ///
    /// # Errors
    ///
    /// The reply is not sent, or the request is not acknowledged; the request comes again.
    pub async fn reply(self, reply: impl IntoMessage<R>) -> Result<(), AnswerError> {
        let Settling {
            receiver,
            token,
            answer,
            ..
        } = self.settling;
        if let Some(answer) = answer {
            answer.send(&receiver.client, reply.into_message()).await?;
        }
        Ok(SettleError::of(token.ack().await)?)
    }
}

impl<A: fmt::Debug, M: fmt::Debug, R> fmt::Debug for Received<A, M, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Received")
            .field("message", &self.message)
            .field("context", &self.context)
            .finish_non_exhaustive()
    }
}

/// Why a message is not settled; it will be delivered again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SettleError {
    /// Its lease ran out, or the group was rearranged.
    #[error("the message belongs to another consumer by now")]
    TooLate,
    /// The transport does not know this way to settle.
    #[error("the transport cannot settle a message this way")]
    Unsupported,
    /// The transport failed.
    #[error("the message is not settled: {0}")]
    Failed(String),
}

impl SettleError {
    fn of(settled: Settled) -> Result<(), Self> {
        match settled {
            Settled::Confirmed | Settled::Sent => Ok(()),
            Settled::TooLate => Err(Self::TooLate),
            Settled::Unsupported => Err(Self::Unsupported),
            Settled::Failed(why) => Err(Self::Failed(why)),
        }
    }
}

/// Why a request was not answered; it will be delivered again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// The reply did not go out.
    #[error(transparent)]
    Reply(#[from] ReplyError),
    /// The reply went out, and the request was not acknowledged.
    #[error(transparent)]
    Settle(#[from] SettleError),
}
