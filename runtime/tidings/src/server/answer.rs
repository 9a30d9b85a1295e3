//! Where the reply to a request goes, and how it gets there.

use std::sync::Arc;

use bytes::Bytes;

use super::{HandlerError, Incoming};
use crate::client::{Client, Connection, Destination, Route, SendError, Via};
use crate::json::EncodeError;
use crate::transport::{PublishErrorKind, Reason, ReasonKind};
use crate::wire::{Channel, Correlated, MessageSet, Operation, Outgoing, REQUEST_CONTEXT};

/// The channel of replies for which the contract names none.
static ANYWHERE: Channel = Channel::new("replies", None);

/// Where the reply to one request goes, and what it brings back.
pub(super) struct Return {
    operation: &'static Operation,
    channel: &'static Channel,
    /// Where the request came from.
    origin: Arc<Connection>,
    address: String,
    correlation_id: Option<String>,
    context: Option<Bytes>,
}

/// Why a reply did not go out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplyError {
    /// The contract does not allow it.
    #[error("the reply is not allowed: {0}")]
    Invalid(#[from] EncodeError),
    /// It was not sent, or may not have been.
    #[error("the reply cannot be sent: {0}")]
    Send(#[from] SendError),
}

impl Return {
    /// Reads from a request of `operation` what its reply needs.
    pub(super) fn of<Q: MessageSet>(
        operation: &'static Operation,
        incoming: &Incoming,
    ) -> Result<Self, String> {
        let message = incoming.message();
        let missing = || {
            format!(
                "the request states no address for the reply of `{}`",
                operation.name
            )
        };
        let reply = operation.reply.ok_or_else(missing)?;
        let stated = Q::reply_to(message).filter(|address| !address.is_empty());
        let fixed = reply.fixed_channel().and_then(|channel| channel.address);
        let address = stated.or_else(|| fixed.map(str::to_owned));
        Ok(Self {
            operation,
            origin: Arc::clone(&incoming.consumer.connection),
            channel: reply.channel.unwrap_or(&ANYWHERE),
            address: address.ok_or_else(missing)?,
            correlation_id: Q::correlation_id(message),
            context: message.headers.get(REQUEST_CONTEXT).cloned(),
        })
    }

    /// The id that ties the reply to its request.
    pub(super) fn correlation_id(&self) -> Option<&str> {
        self.correlation_id.as_deref()
    }

    /// Sends the reply.
    pub(super) async fn send<R: Correlated>(
        self,
        client: &Client,
        mut reply: R,
    ) -> Result<(), ReplyError> {
        let mut outgoing = Outgoing::default();
        if let Some(id) = &self.correlation_id {
            reply.set_correlation_id(id, &mut outgoing);
        }
        let mut message = Destination::Given(self.address).address(outgoing.encode(&reply)?)?;
        if let Some(context) = self.context {
            message.headers.set(REQUEST_CONTEXT, context);
        }
        let route = Route::of(self.operation).on(self.channel);
        let route = route.via(Via::Back(&self.origin));
        client.send(&route, message).await?;
        Ok(())
    }
}

impl ReplyError {
    /// What becomes of the request: it is handled again, unless no reply to it ever will go out.
    pub(super) fn of_request(self) -> HandlerError {
        match &self {
            Self::Send(error) if error.kind() != PublishErrorKind::Rejected => {
                HandlerError::transient(self)
            }
            Self::Invalid(_) | Self::Send(_) => {
                HandlerError::dead_letter(Reason::new(ReasonKind::Refused, self.to_string()))
            }
        }
    }
}
