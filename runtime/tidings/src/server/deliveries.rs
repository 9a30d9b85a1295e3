//! Receiving as a stream: the application takes messages one by one, and settles each itself.

use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::context::Consumer;
use super::dead_letters::DeadLetters;
use super::plan::{ChannelPlan, plan_channel};
use super::received::Received;
use super::{Incoming, Options, Retry, ServeError};
use crate::client::Client;
use crate::transport::{AddressPattern, BoxFuture, Reason, Start, Subscription, TransportError};
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
        let transport = self.client.transport();
        let channel = self.operation.channel;
        let is_named = self.only.is_some();
        let plan = plan_channel(
            &**transport,
            &self.options,
            self.operation,
            channel,
            is_named,
        )?;
        let pattern = match &self.only {
            Some(address) => plan.only(address)?,
            None => AddressPattern::any(plan.spec.address.clone()),
        };
        let ChannelPlan { spec, .. } = plan;
        let subscription = transport
            .subscribe(&spec, &pattern, self.options.subscribe.clone())
            .await
            .map_err(|source| ServeError::Transport {
                channel: channel.name,
                source,
            })?;
        let receiver = Receiver {
            client: self.client.clone(),
            operation: self.operation,
            consumer: Arc::new(Consumer {
                group: self.options.subscribe.group,
                name: self.options.subscribe.consumer,
            }),
            dead_letters: DeadLetters {
                client: self.client.clone(),
                address: self.options.dead_letters,
                hook: self.options.on_dead_letter,
            },
        };
        Ok(Deliveries {
            state: State::Idle(Box::new(Source {
                subscription,
                receiver: Arc::new(receiver),
            })),
            types: PhantomData,
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
    pub(super) consumer: Arc<Consumer>,
    pub(super) dead_letters: DeadLetters,
}

/// An open subscription.
struct Source {
    subscription: Box<dyn Subscription>,
    receiver: Arc<Receiver>,
}

/// What a look for the next message gives.
type Next<A, M, R> = Option<Result<Received<A, M, R>, TransportError>>;

/// What is received from one channel, as a stream; dropping it unsubscribes.
///
/// Messages that no operation lists and those that break the contract never come out of it: they go to the dead letters.
pub struct Deliveries<A, M, R = ()> {
    state: State<A, M, R>,
    types: Types<(A, M, R)>,
}

enum State<A, M, R> {
    Idle(Box<Source>),
    /// The look goes on where it was when whoever waits for it stops waiting.
    Looking(BoxFuture<'static, (Box<Source>, Next<A, M, R>)>),
    Ended,
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
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Poll::Ready(None),
                State::Idle(source) => self.state = State::Looking(Box::pin(source.look())),
                State::Looking(mut looking) => {
                    let polled = looking.as_mut().poll(context);
                    if polled.is_pending() {
                        self.state = State::Looking(looking);
                    }
                    let (source, next) = ready!(polled);
                    if let Some(Ok(_)) = &next {
                        self.state = State::Idle(source);
                    }
                    return Poll::Ready(next);
                }
            }
        }
    }
}

impl Source {
    /// Takes deliveries until one of them is a message of the operation.
    async fn look<A: Address, M: MessageSet, R>(mut self: Box<Self>) -> (Box<Self>, Next<A, M, R>) {
        loop {
            // One at a time, because what waits here would use up its lease.
            let batch = self.subscription.next_batch(1, Duration::ZERO).await;
            let delivery = match batch {
                Ok(batch) => batch.into_iter().next(),
                Err(error) => return (self, Some(Err(error))),
            };
            let Some(delivery) = delivery else {
                return (self, None);
            };
            match Received::read(&self.receiver, delivery) {
                Ok(received) => return (self, Some(Ok(received))),
                Err(given_up) => {
                    // What cannot be settled comes again, and is given up again.
                    let _ = given_up.settle(&self.receiver).await;
                }
            }
        }
    }
}

impl<A, M, R> fmt::Debug for Deliveries<A, M, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Deliveries").finish_non_exhaustive()
    }
}
