//! Replies on their way to whoever waits for them.

mod ledger;

use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

pub use self::ledger::ReplyCounts;
use self::ledger::{Ledger, Waiter};
use super::publisher::spec;
use super::{RequestError, SendError, id};
use crate::transport::{
    AddressPattern, Inbox, Message, Start, SubscribeOptions, Subscription, Transport,
};
use crate::wire::{Channel, MessageSet, Operation, Reply};

/// Everything one client knows about replies: one inbox, one subscription per fixed reply channel, one ledger.
#[derive(Default)]
pub(super) struct Replies {
    ledger: Arc<Mutex<Ledger>>,
    /// Addresses at which replies arrive, by the reply channel that fixes one, or none for the inbox.
    open: tokio::sync::Mutex<Vec<Open>>,
    /// Ends with the client, because a set aborts its tasks when it is dropped.
    pumps: Mutex<JoinSet<()>>,
}

struct Open {
    channel: Option<&'static str>,
    address: Arc<str>,
    /// Closed once nothing arrives there any more.
    alive: tokio::sync::watch::Receiver<()>,
}

impl Replies {
    /// Gets ready for a reply of the type `R` to the request `correlation_id`.
    pub(super) async fn expect<R: MessageSet>(
        &self,
        transport: &Arc<dyn Transport>,
        operation: &'static Operation,
        correlation_id: String,
    ) -> Result<Waiting, SendError> {
        let (sender, receiver) = oneshot::channel();
        let waiter = Waiter::Once(sender);
        let place = self.place::<R>(transport, operation, correlation_id, waiter);
        let place = place.await?;
        Ok(Waiting { place, receiver })
    }

    /// Gets ready for any number of replies of the type `R` to the request `correlation_id`.
    pub(super) async fn expect_many<R: MessageSet>(
        &self,
        transport: &Arc<dyn Transport>,
        operation: &'static Operation,
        correlation_id: String,
    ) -> Result<Gathering, SendError> {
        let (sender, receiver) = mpsc::unbounded_channel();
        let waiter = Waiter::Many(sender);
        let place = self.place::<R>(transport, operation, correlation_id, waiter);
        let place = place.await?;
        Ok(Gathering { place, receiver })
    }

    async fn place<R: MessageSet>(
        &self,
        transport: &Arc<dyn Transport>,
        operation: &'static Operation,
        correlation_id: String,
        waiter: Waiter,
    ) -> Result<Place, SendError> {
        let reply = reply_of(operation)?;
        let fixed = reply.fixed_channel();
        let address = self.address(transport, operation, fixed).await?;
        // A fixed reply channel is known to both sides; the request carries it only where the contract wants that.
        let reply_to = (fixed.is_none() || reply.address.is_some()).then_some(address);
        lock(&self.ledger).expect::<R>(correlation_id.clone(), waiter);
        Ok(Place {
            ledger: Arc::clone(&self.ledger),
            correlation_id,
            reply_to,
        })
    }

    /// The address at which replies arrive, which is opened when it is not open.
    async fn address(
        &self,
        transport: &Arc<dyn Transport>,
        operation: &'static Operation,
        fixed: Option<&'static Channel>,
    ) -> Result<Arc<str>, SendError> {
        let mut open = self.open.lock().await;
        open.retain(|open| open.alive.has_changed().is_ok());
        let channel = fixed.map(|channel| channel.name);
        if let Some(open) = open.iter().find(|open| open.channel == channel) {
            return Ok(Arc::clone(&open.address));
        }
        let (ends, alive) = tokio::sync::watch::channel(());
        let ledger = Arc::clone(&self.ledger);
        let address: Arc<str> = match fixed {
            None => {
                let inbox = transport.inbox().await;
                let inbox = inbox.map_err(|source| SendError::Transport {
                    channel: operation.channel.name,
                    source,
                })?;
                let address = inbox.address().into();
                self.spawn(async move {
                    pump_inbox(inbox, &ledger).await;
                    drop(ends);
                });
                address
            }
            Some(channel) => {
                let (address, subscription) = subscribe(&**transport, channel).await?;
                self.spawn(async move {
                    pump_subscription(subscription, &ledger).await;
                    drop(ends);
                });
                address.into()
            }
        };
        open.push(Open {
            channel,
            address: Arc::clone(&address),
            alive,
        });
        Ok(address)
    }

    fn spawn(&self, pump: impl Future<Output = ()> + Send + 'static) {
        lock(&self.pumps).spawn(pump);
    }

    /// Ends every wait.
    pub(super) fn close(&self) {
        lock(&self.pumps).abort_all();
        lock(&self.ledger).close();
    }

    pub(super) fn counts(&self) -> ReplyCounts {
        lock(&self.ledger).counts()
    }
}

/// Subscribes to a fixed reply channel in a group that ends with the subscription.
async fn subscribe(
    transport: &dyn Transport,
    channel: &'static Channel,
) -> Result<(String, Box<dyn Subscription>), SendError> {
    let spec = spec(channel).map_err(|source| SendError::Channel {
        channel: channel.name,
        source,
    })?;
    if let Some(name) = spec.address.names().next() {
        return Err(SendError::Unsupported {
            channel: channel.name,
            why: format!("replies cannot be awaited while the parameter `{name}` is open"),
        });
    }
    let mut options = SubscribeOptions::new(format!("replies-{}", id::unguessable()));
    options.start = Start::Now;
    options.ephemeral = true;
    let pattern = AddressPattern::any(spec.address.clone());
    let subscription = transport.subscribe(&spec, &pattern, options).await;
    let subscription = subscription.map_err(|source| SendError::Transport {
        channel: channel.name,
        source,
    })?;
    Ok((spec.address.to_string(), subscription))
}

async fn pump_inbox(mut inbox: Box<dyn Inbox>, ledger: &Mutex<Ledger>) {
    while let Some(message) = inbox.next().await {
        lock(ledger).arrived(message);
    }
    lock(ledger).close();
}

async fn pump_subscription(mut subscription: Box<dyn Subscription>, ledger: &Mutex<Ledger>) {
    while let Ok(batch) = subscription.next_batch(64, Duration::ZERO).await {
        if batch.is_empty() {
            break;
        }
        for delivery in batch {
            let (message, token) = delivery.into_parts();
            lock(ledger).arrived(Arc::unwrap_or_clone(message));
            // A reply that cannot be settled comes again, and is then counted as a duplicate.
            let _ = token.ack().await;
        }
    }
    lock(ledger).close();
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the contract says of the reply to `operation`.
pub(super) fn reply_of(operation: &'static Operation) -> Result<Reply, SendError> {
    operation.reply.ok_or_else(|| SendError::Unsupported {
        channel: operation.channel.name,
        why: format!("the contract states no reply for `{}`", operation.name),
    })
}

/// The place of one request among those that wait; dropping it ends the wait.
pub(super) struct Place {
    ledger: Arc<Mutex<Ledger>>,
    correlation_id: String,
    reply_to: Option<Arc<str>>,
}

impl Place {
    pub(super) fn correlation_id(&self) -> &str {
        &self.correlation_id
    }

    pub(super) fn reply_to(&self) -> Option<&str> {
        self.reply_to.as_deref()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.ledger).give_up(&self.correlation_id);
    }
}

/// One request that waits for its reply.
pub(super) struct Waiting {
    pub(super) place: Place,
    receiver: oneshot::Receiver<Message>,
}

impl Waiting {
    pub(super) async fn reply(self) -> Result<Message, RequestError> {
        self.receiver.await.map_err(|_| RequestError::Closed)
    }
}

/// One request that waits for replies until it is dropped.
pub(super) struct Gathering {
    pub(super) place: Place,
    receiver: mpsc::UnboundedReceiver<Message>,
}

impl Gathering {
    /// The next reply; none when the client was closed.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Message>> {
        self.receiver.poll_recv(context)
    }
}
