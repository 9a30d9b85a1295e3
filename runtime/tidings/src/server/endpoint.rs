//! One operation and its handler, without their types.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Context, HandlerError, Incoming};
use crate::client::{Client, SendError};
use crate::json::DecodeError;
use crate::transport::{BoxFuture, PublishErrorKind, ReasonKind};
use crate::wire::{Address, Channel, Correlated, MessageSet, Operation, Outgoing, SetError};

/// An operation that is served.
pub(super) trait Endpoint: Send + Sync {
    /// The operation.
    fn operation(&self) -> &'static Operation;

    /// The channel it receives from.
    fn channel(&self) -> &'static Channel {
        self.operation().channel
    }

    /// The names of the messages that it receives.
    fn messages(&self) -> &'static [&'static str] {
        self.operation().messages
    }

    /// How many deliveries it handles together.
    fn width(&self) -> usize {
        1
    }

    /// Decodes and checks the message, and gets its handling ready.
    fn prepare(&self, incoming: &Arc<Incoming>) -> Prepared;
}

/// What an operation makes of a message.
pub(super) enum Prepared {
    /// It is none of the operation's.
    Unknown,
    /// It breaks the contract.
    Invalid(String),
    /// It can be handled.
    Ready(BoxFuture<'static, Result<Done, HandlerError>>),
}

/// How a message was handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// Without a reply.
    Handled,
    /// With a reply that was sent.
    Replied,
}

impl From<SetError> for Prepared {
    fn from(error: SetError) -> Self {
        match error {
            SetError::Unknown => Self::Unknown,
            SetError::Invalid(error) => Self::from(error),
        }
    }
}

impl From<DecodeError> for Prepared {
    fn from(error: DecodeError) -> Self {
        Self::Invalid(error.to_string())
    }
}

fn decode<A: Address, M: MessageSet>(incoming: &Incoming) -> Result<(A, M), Prepared> {
    let address = A::parse(&incoming.message.address).ok_or_else(|| {
        Prepared::Invalid(format!(
            "`{}` is no address of the channel `{}` as the contract describes it",
            incoming.message.address, incoming.channel
        ))
    })?;
    Ok((address, M::decode(&incoming.message)?))
}

/// Types that an endpoint deals in and holds no value of.
type Types<T> = PhantomData<fn() -> T>;

/// An operation without a reply.
pub(super) struct Handles<A, M, H> {
    operation: &'static Operation,
    handler: H,
    types: Types<(A, M)>,
}

impl<A, M, H> Handles<A, M, H> {
    pub(super) fn new(operation: &'static Operation, handler: H) -> Self {
        Self {
            operation,
            handler,
            types: PhantomData,
        }
    }
}

impl<A, M, H, F> Endpoint for Handles<A, M, H>
where
    A: Address,
    M: MessageSet,
    H: Fn(Context<A>, M) -> F + Send + Sync,
    F: Future<Output = Result<(), HandlerError>> + Send + 'static,
{
    fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn prepare(&self, incoming: &Arc<Incoming>) -> Prepared {
        match decode::<A, M>(incoming) {
            Ok((address, message)) => {
                let correlation_id = M::correlation_id(&incoming.message);
                let context = Context::new(address, incoming, correlation_id);
                let handling = (self.handler)(context, message);
                Prepared::Ready(Box::pin(async { handling.await.map(|()| Done::Handled) }))
            }
            Err(prepared) => prepared,
        }
    }
}

/// An operation with a reply.
pub(super) struct Answers<A, Q, R, H> {
    operation: &'static Operation,
    client: Client,
    handler: H,
    types: Types<(A, Q, R)>,
}

impl<A, Q, R, H> Answers<A, Q, R, H> {
    pub(super) fn new(operation: &'static Operation, client: Client, handler: H) -> Self {
        Self {
            operation,
            client,
            handler,
            types: PhantomData,
        }
    }

    /// The channel and the address of the reply to `incoming`.
    fn destination(&self, incoming: &Incoming) -> Result<(&'static Channel, String), Prepared> {
        let missing = || {
            Prepared::Invalid(format!(
                "the request states no address for the reply of `{}`",
                self.operation.name
            ))
        };
        let reply = self.operation.reply.ok_or_else(missing)?;
        let stated = match &reply.address {
            Some(location) => location.read(&incoming.message),
            None => incoming.message.reply_to.clone(),
        };
        let fixed = reply.fixed_channel().and_then(|channel| channel.address);
        let address = stated.filter(|address| !address.is_empty());
        let address = address.or_else(|| fixed.map(str::to_owned));
        let channel = reply.channel.unwrap_or(&ANYWHERE);
        Ok((channel, address.ok_or_else(missing)?))
    }
}

/// The channel of replies for which the contract names none.
static ANYWHERE: Channel = Channel::new("replies", None);

impl<A, Q, R, H, F> Endpoint for Answers<A, Q, R, H>
where
    A: Address,
    Q: MessageSet,
    R: Correlated,
    H: Fn(Context<A>, Q) -> F + Send + Sync,
    F: Future<Output = Result<R, HandlerError>> + Send + 'static,
{
    fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn prepare(&self, incoming: &Arc<Incoming>) -> Prepared {
        let ready =
            decode::<A, Q>(incoming).and_then(|request| Ok((request, self.destination(incoming)?)));
        let ((address, message), (channel, reply_to)) = match ready {
            Ok(ready) => ready,
            Err(prepared) => return prepared,
        };
        let correlation_id = Q::correlation_id(&incoming.message);
        let context = Context::new(address, incoming, correlation_id.clone());
        let handling = (self.handler)(context, message);
        let client = self.client.clone();
        Prepared::Ready(Box::pin(async move {
            let mut reply = handling.await?;
            let mut outgoing = Outgoing::default();
            if let Some(id) = &correlation_id {
                reply.set_correlation_id(id, &mut outgoing);
            }
            let message = outgoing.encode(reply_to, &reply).map_err(|error| {
                HandlerError::fatal(format!("the reply is not allowed: {error}"))
            })?;
            match client.send(channel, message).await {
                Ok(_) => Ok(Done::Replied),
                Err(error) => Err(not_sent(error)),
            }
        }))
    }
}

/// A reply that did not go out: the request is handled again, unless no reply to it ever will.
fn not_sent(error: SendError) -> HandlerError {
    match error.kind() {
        PublishErrorKind::Rejected => HandlerError::dead_letter(
            ReasonKind::Refused,
            format!("the reply cannot be sent: {error}"),
        ),
        _ => HandlerError::transient(error),
    }
}
