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
use super::{Client, Connection, RequestError, SendError, id};
use crate::transport::{AddressPattern, Inbox, Message, Start, SubscribeOptions, Subscription};
use crate::wire::{Channel, MessageSet, Operation, Reply};

/// Everything one client knows about replies: one inbox per connection, one subscription per fixed reply channel on
/// each, one ledger.
#[derive(Default)]
pub(super) struct Replies {
    ledger: Arc<Mutex<Ledger>>,
    /// Addresses at which replies arrive.
    open: tokio::sync::Mutex<Vec<Open>>,
    /// Ends with the client, because a set aborts its tasks when it is dropped.
    pumps: Mutex<JoinSet<()>>,
}

struct Open {
    connection: Arc<Connection>,
    /// The reply channel that fixes the address, or none for the inbox.
    channel: Option<&'static str>,
    address: Arc<str>,
    /// Closed once nothing arrives there any more.
    alive: tokio::sync::watch::Receiver<()>,
}

impl Client {
    /// Gets ready for a reply of the type `R` to the request `correlation_id`, which goes through `connection`.
    pub(super) async fn expect<R: MessageSet>(
        &self,
        operation: &'static Operation,
        connection: &Arc<Connection>,
        correlation_id: String,
    ) -> Result<Waiting, SendError> {
        let (sender, receiver) = oneshot::channel();
        let waiter = Waiter::Once(sender);
        let place = self.place::<R>(operation, connection, correlation_id, waiter);
        let place = place.await?;
        Ok(Waiting { place, receiver })
    }

    /// Gets ready for any number of replies of the type `R` to the request `correlation_id`.
    pub(super) async fn expect_many<R: MessageSet>(
        &self,
        operation: &'static Operation,
        connection: &Arc<Connection>,
        correlation_id: String,
    ) -> Result<Gathering, SendError> {
        let (sender, receiver) = mpsc::unbounded_channel();
        let waiter = Waiter::Many(sender);
        let place = self.place::<R>(operation, connection, correlation_id, waiter);
        let place = place.await?;
        Ok(Gathering { place, receiver })
    }

    async fn place<R: MessageSet>(
        &self,
        operation: &'static Operation,
        connection: &Arc<Connection>,
        correlation_id: String,
        waiter: Waiter,
    ) -> Result<Place, SendError> {
        let reply = reply_of(operation)?;
        let replies = self.replies();
        let address = match reply.fixed_channel() {
            None => replies.inbox(operation, connection).await?,
            Some(channel) => {
                // A responder may answer through any server of the channel.
                let connections = self.connections().with(channel)?;
                replies.fixed(operation, channel, &connections).await?
            }
        };
        // A fixed reply channel is known to both sides; the request carries it only where the contract wants that.
        let is_carried = reply.fixed_channel().is_none() || reply.address.is_some();
        lock(&replies.ledger).expect::<R>(correlation_id.clone(), waiter);
        Ok(Place {
            ledger: Arc::clone(&replies.ledger),
            correlation_id,
            reply_to: is_carried.then(|| Arc::clone(&address)),
            arrives_at: address,
        })
    }
}

impl Replies {
    /// The address of this client on `connection`, which is opened when it is not open.
    async fn inbox(
        &self,
        operation: &'static Operation,
        connection: &Arc<Connection>,
    ) -> Result<Arc<str>, SendError> {
        let mut open = self.open.lock().await;
        if let Some(address) = find(&mut open, connection, None) {
            return Ok(address);
        }
        let inbox = connection.transport.inbox().await;
        let inbox = inbox.map_err(|source| SendError::Transport {
            channel: operation.channel.name,
            source,
        })?;
        let address: Arc<str> = inbox.address().into();
        let (ends, alive) = tokio::sync::watch::channel(());
        let ledger = Arc::clone(&self.ledger);
        self.spawn(async move {
            pump_inbox(inbox, &ledger).await;
            drop(ends);
        });
        open.push(Open {
            connection: Arc::clone(connection),
            channel: None,
            address: Arc::clone(&address),
            alive,
        });
        Ok(address)
    }

    /// The address of a fixed reply channel, once it is received from on every one of `connections`.
    async fn fixed(
        &self,
        operation: &'static Operation,
        channel: &'static Channel,
        connections: &[Arc<Connection>],
    ) -> Result<Arc<str>, SendError> {
        let mut open = self.open.lock().await;
        let mut address = channel.address.unwrap_or_default().into();
        for connection in connections {
            if let Some(known) = find(&mut open, connection, Some(channel.name)) {
                address = known;
                continue;
            }
            let (fixed, subscription) = subscribe(connection, operation, channel).await?;
            let (ends, alive) = tokio::sync::watch::channel(());
            let ledger = Arc::clone(&self.ledger);
            self.spawn(async move {
                pump_subscription(subscription, &ledger).await;
                drop(ends);
            });
            address = fixed.into();
            open.push(Open {
                connection: Arc::clone(connection),
                channel: Some(channel.name),
                address: Arc::clone(&address),
                alive,
            });
        }
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

/// The address that is open on `connection` for the replies of `channel`.
fn find(
    open: &mut Vec<Open>,
    connection: &Arc<Connection>,
    channel: Option<&'static str>,
) -> Option<Arc<str>> {
    open.retain(|open| open.alive.has_changed().is_ok());
    let mut open = open.iter();
    let open =
        open.find(|open| open.channel == channel && Arc::ptr_eq(&open.connection, connection));
    open.map(|open| Arc::clone(&open.address))
}

/// Subscribes to a fixed reply channel in a group that ends with the subscription.
async fn subscribe(
    connection: &Connection,
    operation: &'static Operation,
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
    let credentials = connection.credentials(operation);
    options.credentials = credentials.map_err(|why| SendError::Unsupported {
        channel: channel.name,
        why,
    })?;
    let pattern = AddressPattern::any(spec.address.clone());
    let subscription = connection
        .transport
        .subscribe(&spec, &pattern, options)
        .await;
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
    arrives_at: Arc<str>,
    reply_to: Option<Arc<str>>,
}

impl Place {
    pub(super) fn correlation_id(&self) -> &str {
        &self.correlation_id
    }

    pub(super) fn reply_to(&self) -> Option<&str> {
        self.reply_to.as_deref()
    }

    /// Is told of the request before it is sent: one address may serve for requests and replies, and then the request
    /// comes back before its reply.
    pub(super) fn sends(&self, request: &Message) {
        if *request.address == *self.arrives_at {
            lock(&self.ledger).pass_over(&self.correlation_id, request);
        }
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
