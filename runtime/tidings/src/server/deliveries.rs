//! Receiving as a stream: the application takes messages one by one, and settles each itself.

use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use futures_core::Stream;
use tokio::sync::mpsc;

use super::dead_letters::DeadLetters;
use super::plan::plan_channel;
use super::received::Received;
use super::sharing::{NotTaken, Shared, Subject, Takes};
use super::{Incoming, Options, Retry, ServeError};
use crate::client::Client;
use crate::transport::{AddressPattern, BoxFuture, Reason, Settle, Start, TransportError};
use crate::wire::{Address, MessageSet, Operation};

type Types<T> = PhantomData<fn() -> T>;

/// A subscription about to be opened; awaiting it gives the stream of what is received.
#[must_use = "a subscription receives nothing until it is awaited"]
pub struct Subscribe<'a, A, M, R = ()> {
    client: &'a Client,
    operation: &'static Operation,
    options: Options,
    only: Option<String>,
    types: Types<(A, M, R)>,
}

impl<'a, A: Address, M: MessageSet, R: Send + 'static> Subscribe<'a, A, M, R> {
    pub(crate) fn new(client: &'a Client, operation: &'static Operation, group: String) -> Self {
        let mut options = Options::new(group);
        // How often a message may be tried is for whoever settles it to say.
        options.retry = Retry::never();
        Self {
            client,
            operation,
            options,
            only: None,
            types: PhantomData,
        }
    }

    /// Receives from this address of the channel only.
    pub fn only(mut self, address: &A) -> Self {
        self.only = Some(address.render());
        self
    }

    /// The name of this consumer within its group, for logs and for the broker's own lists.
    pub fn consumer(mut self, name: impl Into<String>) -> Self {
        self.options.subscribe.consumer = name.into();
        self
    }

    /// How many deliveries may be unsettled at a time; 32 unless this is called.
    pub fn prefetch(mut self, most: usize) -> Self {
        self.options.subscribe.prefetch = most.max(1);
        self
    }

    /// How long a delivery may stay unsettled before another consumer gets it, unless it is extended; 30 seconds unless
    /// this is called.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.options.subscribe.lease = lease;
        self
    }

    /// Where the group begins when it did not exist; with everything that is still there unless this is called.
    pub fn start(mut self, start: Start) -> Self {
        self.options.subscribe.start = start;
        self
    }

    /// The group goes with its last consumer, and is forgotten: one that nobody will ask for again.
    pub fn ephemeral(mut self) -> Self {
        self.options.subscribe.ephemeral = true;
        self
    }

    /// Where copies of messages go that are given up, for transports that keep no dead letters by themselves.
    pub fn dead_letters(mut self, address: impl Into<String>) -> Self {
        self.options.dead_letters = Some(address.into().into());
        self
    }

    /// Is told of every message that is given up, before it goes to the dead letters.
    pub fn on_dead_letter(
        mut self,
        hook: impl Fn(&Incoming, &Reason) + Send + Sync + 'static,
    ) -> Self {
        self.options.on_dead_letter = Some(Arc::new(hook));
        self
    }

    async fn open(self) -> Result<Deliveries<A, M, R>, ServeError> {
        let Self {
            client,
            operation,
            mut options,
            only,
            ..
        } = self;
        let mut plans = Vec::new();
        for connection in client.connections().with(operation.channel)? {
            let channel = operation.channel;
            let mut plan = plan_channel(connection, &options, operation, channel, only.is_some())?;
            plan.streams(operation, &options)?;
            plans.push(plan);
        }
        let mut pattern = None;
        for plan in &plans {
            plan.state(&mut options.subscribe);
            pattern = Some(match &only {
                Some(address) => plan.only(address)?,
                None => AddressPattern::any(plan.spec.address.clone()),
            });
        }
        let Some(pattern) = pattern else {
            return Err(ServeError::Nothing);
        };
        let receiver = Arc::new(Receiver {
            client: client.clone(),
            operation,
            dead_letters: DeadLetters {
                client: client.clone(),
                address: options.dead_letters,
                hook: options.on_dead_letter,
            },
        });
        let (entrance, exit) = mpsc::unbounded_channel();
        let is_waiting = Arc::new(AtomicBool::new(false));
        let stream = Entrance::<A, M, R> {
            receiver: Arc::clone(&receiver),
            is_waiting: Arc::clone(&is_waiting),
            entrance,
        };
        let subject = Subject {
            plans: &plans,
            pattern: &pattern,
            options: &options.subscribe,
            operation,
        };
        let shared = client.sharing().join(subject, Arc::new(stream)).await?;
        Ok(Deliveries {
            shared,
            receiver,
            is_waiting,
            exit,
        })
    }
}

impl<'a, A: Address, M: MessageSet, R: Send + 'static> IntoFuture for Subscribe<'a, A, M, R> {
    type Output = Result<Deliveries<A, M, R>, ServeError>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.open())
    }
}

/// Who receives, and what becomes of what cannot be received.
pub(super) struct Receiver {
    pub(super) client: Client,
    pub(super) operation: &'static Operation,
    pub(super) dead_letters: DeadLetters,
}

/// What a look for the next message gives.
type Next<A, M, R> = Option<Result<Received<A, M, R>, TransportError>>;

/// The end of a stream at which messages come in.
struct Entrance<A, M, R> {
    receiver: Arc<Receiver>,
    is_waiting: Arc<AtomicBool>,
    entrance: mpsc::UnboundedSender<Result<Received<A, M, R>, TransportError>>,
}

impl<A: Address, M: MessageSet, R: Send + 'static> Takes for Entrance<A, M, R> {
    fn receiver(&self) -> &Receiver {
        &self.receiver
    }

    fn is_waiting(&self) -> bool {
        self.is_waiting.load(Ordering::Acquire)
    }

    fn take(&self, incoming: &Arc<Incoming>, token: Box<dyn Settle>) -> Result<(), NotTaken> {
        let received = Received::read(&self.receiver, incoming, token)?;
        self.is_waiting.store(false, Ordering::Release);
        // A stream that is gone drops the message, which is delivered again.
        let _ = self.entrance.send(Ok(received));
        Ok(())
    }

    fn fail(&self, error: TransportError) {
        let _ = self.entrance.send(Err(error));
    }
}

/// What is received from one channel, as a stream; dropping it unsubscribes.
///
/// Messages that no operation lists and those that break the contract never come out of it: they go to the dead letters.
///
/// Streams of one client that receive from the same channel in the same group share a subscription, and each gets the
/// messages of its operation: open all of them before waiting for one, and take messages from all of them, because those
/// that wait for one stream are in hand for the others too.
pub struct Deliveries<A, M, R = ()> {
    shared: Arc<Shared>,
    receiver: Arc<Receiver>,
    is_waiting: Arc<AtomicBool>,
    exit: mpsc::UnboundedReceiver<Result<Received<A, M, R>, TransportError>>,
}

impl<A: Address, M: MessageSet, R: Send + 'static> Deliveries<A, M, R> {
    /// Waits for the next message; none when the transport was closed.
    ///
    /// Nothing is lost when the wait is given up.
    ///
    /// # Errors
    ///
    /// The transport fails for good.
    pub async fn next(&mut self) -> Next<A, M, R> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<A: Address, M: MessageSet, R: Send + 'static> Stream for Deliveries<A, M, R> {
    type Item = Result<Received<A, M, R>, TransportError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        let next = self.exit.poll_recv(context);
        if next.is_pending() && !self.is_waiting.swap(true, Ordering::AcqRel) {
            self.shared.ring();
        }
        next
    }
}

impl<A, M, R> Drop for Deliveries<A, M, R> {
    fn drop(&mut self) {
        self.shared.leave(&self.receiver);
    }
}

impl<A, M, R> fmt::Debug for Deliveries<A, M, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Deliveries").finish_non_exhaustive()
    }
}
