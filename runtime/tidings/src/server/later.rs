//! Replies that are handled wherever they arrive, with what their request gave along.

use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::endpoint::{Done, Endpoint, Prepared, Types, decode};
use super::refusals::Refusal;
use super::{Context, HandlerError, Incoming};
use crate::wire::{Address, Carried, Channel, MessageSet, Operation};

/// The replies to an operation, handled with the context of their requests.
pub(super) struct Resumes<A, C, R, H> {
    operation: &'static Operation,
    handler: H,
    types: Types<(A, C, R)>,
}

impl<A, C, R, H> Resumes<A, C, R, H> {
    pub(super) fn new(operation: &'static Operation, handler: H) -> Self {
        Self {
            operation,
            handler,
            types: PhantomData,
        }
    }
}

impl<A, C, R, H, F> Endpoint for Resumes<A, C, R, H>
where
    A: Address,
    C: DeserializeOwned + 'static,
    R: MessageSet,
    H: Fn(Context<A>, C, R) -> F + Send + Sync,
    F: Future<Output = Result<(), HandlerError>> + Send + 'static,
{
    fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn channel(&self) -> &'static Channel {
        A::CHANNEL
    }

    fn prepare(&self, incoming: &Arc<Incoming>) -> Prepared {
        let correlation_id = R::correlation_id(&incoming.message);
        let carried = match Carried::read(&incoming.message, correlation_id.as_deref()) {
            Some(Ok(carried)) if carried.operation == self.operation.name => carried,
            Some(Err(problem)) => return Refusal::Invalid(problem).into(),
            // Somebody waits for it, or it is the reply to another operation.
            Some(Ok(_)) | None => return Prepared::NotOurs,
        };
        let context = match carried.context::<C>() {
            Ok(context) => context,
            Err(problem) => return Refusal::Invalid(problem).into(),
        };
        match decode::<A, R>(incoming) {
            Ok((address, reply)) => {
                let delivery = Context::new(address, incoming, correlation_id);
                let handling = (self.handler)(delivery, context, reply);
                Prepared::Ready(Box::pin(async { handling.await.map(|()| Done::Handled) }))
            }
            Err(refusal) => refusal.into(),
        }
    }
}
