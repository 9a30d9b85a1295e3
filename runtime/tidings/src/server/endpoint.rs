//! One operation and its handler, without their types.

use std::marker::PhantomData;
use std::sync::Arc;

use super::answer::Return;
use super::refusals::Refusal;
use super::{Context, HandlerError, Incoming};
use crate::client::Client;
use crate::transport::BoxFuture;
use crate::wire::{Address, Channel, Correlated, MessageSet, Operation};

/// An operation that is served.
pub(super) trait Endpoint: Send + Sync {
    /// The operation.
    fn operation(&self) -> &'static Operation;

    /// The channel it receives from.
    fn channel(&self) -> &'static Channel {
        self.operation().channel
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
    /// The operation does not take it.
    Refused(Refusal),
    /// It is the reply to a request of somebody else, who has it too.
    NotOurs,
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
    /// By leaving it to somebody else.
    PassedOver,
    /// Not now: it was handled before.
    Before,
}

impl From<Refusal> for Prepared {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Reads the address and the message of a delivery.
pub(super) fn decode<A: Address, M: MessageSet>(incoming: &Incoming) -> Result<(A, M), Refusal> {
    let address = A::parse(&incoming.message.address).ok_or_else(|| {
        Refusal::Invalid(format!(
            "`{}` is no address of the channel `{}`",
            incoming.message.address, incoming.channel
        ))
    })?;
    Ok((address, M::decode(&incoming.message)?))
}

/// Types that an endpoint deals in and holds no value of.
pub(super) type Types<T> = PhantomData<fn() -> T>;

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
            Err(refusal) => refusal.into(),
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
}

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
        let ready = decode::<A, Q>(incoming).and_then(|request| {
            let answer = Return::of::<Q>(self.operation, incoming);
            Ok((request, answer.map_err(Refusal::Invalid)?))
        });
        let ((address, message), answer) = match ready {
            Ok(ready) => ready,
            Err(refusal) => return refusal.into(),
        };
        let correlation_id = answer.correlation_id().map(str::to_owned);
        let context = Context::new(address, incoming, correlation_id);
        let handling = (self.handler)(context, message);
        let client = self.client.clone();
        Prepared::Ready(Box::pin(async move {
            let reply = handling.await?;
            match answer.send(&client, reply).await {
                Ok(()) => Ok(Done::Replied),
                Err(error) => Err(error.of_request()),
            }
        }))
    }
}
