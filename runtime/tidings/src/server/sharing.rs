//! Streams of one channel and one group, which share a subscription: two would take each other's messages.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;

use super::context::Consumer;
use super::deliveries::Receiver;
use super::plan::ChannelPlan;
use super::refusals::{Refusal, Refusals};
use super::{Incoming, ServeError};
use crate::transport::{
    AddressPattern, Delivery, Settle, SubscribeOptions, Subscription, TransportError,
};
use crate::wire::Operation;

/// The stream of one operation, without its types.
pub(super) trait Takes: Send + Sync {
    /// Who receives.
    fn receiver(&self) -> &Receiver;

    /// Whether somebody waits for a message.
    fn is_waiting(&self) -> bool;

    /// Takes a delivery, or says why not.
    fn take(&self, incoming: &Arc<Incoming>, token: Box<dyn Settle>) -> Result<(), NotTaken>;

    /// Tells that the transport has failed.
    fn fail(&self, error: TransportError);
}

/// A delivery that is not a stream's.
pub(super) struct NotTaken {
    pub(super) token: Box<dyn Settle>,
    pub(super) refusal: Refusal,
}

/// What makes streams share: the channel and the address of it, and the group.
pub(super) struct Subject<'a> {
    pub(super) plans: &'a [ChannelPlan],
    pub(super) pattern: &'a AddressPattern,
    pub(super) options: &'a SubscribeOptions,
    pub(super) operation: &'static Operation,
}

/// The subscriptions of one channel on all of its servers, for every stream that reads from it; they end with the last
/// of these.
pub(super) struct Shared {
    channel: &'static str,
    pattern: AddressPattern,
    options: SubscribeOptions,
    streams: Arc<Streams>,
    _pumps: JoinSet<()>,
}

/// The streams that are open.
#[derive(Default)]
struct Streams {
    open: Mutex<Vec<Arc<dyn Takes>>>,
    /// Rung when somebody waits for a message.
    bell: Notify,
    /// Subscriptions that have not ended.
    running: Mutex<usize>,
}

/// What one client's streams share.
#[derive(Default)]
pub(crate) struct Sharing(tokio::sync::Mutex<Vec<Known>>);

/// A subscription that was opened.
struct Known {
    shared: Weak<Shared>,
    /// Closed once the transport's subscriptions are gone.
    gone: mpsc::Receiver<Infallible>,
}

impl Sharing {
    /// The subscription that a stream of `subject` shares with others, or one that is opened for it.
    ///
    /// A second stream of one operation competes with the first, as another consumer of the group would.
    pub(super) async fn join(
        &self,
        subject: Subject<'_>,
        stream: Arc<dyn Takes>,
    ) -> Result<Arc<Shared>, ServeError> {
        let mut known = self.0.lock().await;
        forget_ended(&mut known).await;
        let shared = known.iter().filter_map(|one| one.shared.upgrade());
        let mut shared = shared.filter(|shared| shared.takes(&subject));
        if let Some(shared) = shared.find(|shared| shared.streams.lacks(subject.operation)) {
            shared.admit(&subject)?;
            shared.streams.add(stream);
            return Ok(shared);
        }
        let (shared, gone) = Shared::open(subject, stream).await?;
        let shared = Arc::new(shared);
        known.push(Known {
            shared: Arc::downgrade(&shared),
            gone,
        });
        Ok(shared)
    }
}

/// Forgets the subscriptions without streams, once they are gone.
///
/// They end a little after the last stream, and until then they hold what the next one of their group is to get.
async fn forget_ended(known: &mut Vec<Known>) {
    let mut index = 0;
    while let Some(one) = known.get_mut(index) {
        if one.shared.strong_count() > 0 {
            index += 1;
        } else {
            one.gone.recv().await;
            known.remove(index);
        }
    }
}

impl Shared {
    /// Opens the subscriptions, and gives what tells when they are gone.
    async fn open(
        subject: Subject<'_>,
        stream: Arc<dyn Takes>,
    ) -> Result<(Self, mpsc::Receiver<Infallible>), ServeError> {
        let channel = subject.operation.channel.name;
        let mut subscriptions = Vec::new();
        for plan in subject.plans {
            let transport = &plan.connection.transport;
            let options = subject.options.clone();
            let opened = transport
                .subscribe(&plan.spec, subject.pattern, options)
                .await;
            let opened = opened.map_err(|source| ServeError::Transport { channel, source })?;
            let consumer = Consumer {
                connection: Arc::clone(&plan.connection),
                group: subject.options.group.clone(),
                name: subject.options.consumer.clone(),
            };
            subscriptions.push((opened, Arc::new(consumer)));
        }
        let streams = Arc::new(Streams {
            open: Mutex::new(vec![stream]),
            bell: Notify::new(),
            running: Mutex::new(subscriptions.len()),
        });
        let (alive, gone) = mpsc::channel(1);
        let mut pumps = JoinSet::new();
        for (subscription, consumer) in subscriptions {
            let feed = Feed {
                subscription,
                _alive: alive.clone(),
            };
            pumps.spawn(pump(feed, consumer, Arc::clone(&streams), channel));
        }
        let shared = Self {
            channel,
            pattern: subject.pattern.clone(),
            options: subject.options.clone(),
            streams,
            _pumps: pumps,
        };
        Ok((shared, gone))
    }

    /// Whether a stream of `subject` would take from the same subscription.
    fn takes(&self, subject: &Subject<'_>) -> bool {
        let is_same = self.pattern == *subject.pattern;
        let stays = subject.operation.channel.address.is_some();
        let is_here = self.channel == subject.operation.channel.name || stays;
        is_same && is_here && self.options.group == subject.options.group
    }

    /// Refuses settings that the open subscription has not got.
    fn admit(&self, subject: &Subject<'_>) -> Result<(), ServeError> {
        let open = self.streams.snapshot();
        let other = open.first().map(|one| one.receiver().operation.name);
        // What the operation says is not asked for: the subscription is open.
        let mut wanted = subject.options.clone();
        wanted.bindings.clone_from(&self.options.bindings);
        match self.options == wanted {
            true => Ok(()),
            false => Err(ServeError::Settings {
                channel: self.channel,
                operation: subject.operation.name,
                shared: other.unwrap_or_default(),
            }),
        }
    }

    /// Tells that somebody waits for a message.
    pub(super) fn ring(&self) {
        self.streams.bell.notify_waiters();
    }

    /// Ends the stream of `receiver`.
    pub(super) fn leave(&self, receiver: &Receiver) {
        let mut open = self.streams.lock();
        open.retain(|one| !std::ptr::eq(one.receiver(), receiver));
    }
}

impl Streams {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Arc<dyn Takes>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn snapshot(&self) -> Vec<Arc<dyn Takes>> {
        self.lock().clone()
    }

    fn add(&self, stream: Arc<dyn Takes>) {
        self.lock().push(stream);
    }

    /// Whether it is open, and no stream of `operation` is.
    fn lacks(&self, operation: &'static Operation) -> bool {
        let open = self.lock();
        !open.is_empty() && open.iter().all(|one| one.receiver().operation != operation)
    }

    /// Waits until somebody waits for a message.
    async fn wanted(&self) {
        loop {
            // Registered before looking, so that a ring in between is not missed.
            let rung = self.bell.notified();
            if self.lock().iter().any(|one| one.is_waiting()) {
                return;
            }
            rung.await;
        }
    }

    /// Gives a delivery to the stream whose message it is, or gives it up.
    async fn hand_over(&self, incoming: Arc<Incoming>, mut token: Box<dyn Settle>) {
        let open = self.snapshot();
        let mut known = None;
        let mut refusals = Refusals::default();
        for stream in &open {
            match stream.take(&incoming, token) {
                Ok(()) => return,
                Err(not_taken) => {
                    token = not_taken.token;
                    if let Refusal::Invalid(_) = &not_taken.refusal {
                        known = known.or(Some(stream));
                    }
                    refusals.add(not_taken.refusal);
                }
            }
        }
        // Without a stream the message is left alone, and comes again.
        let Some(stream) = known.or_else(|| open.first()) else {
            return;
        };
        // What cannot be settled comes again, and is given up again.
        let dead_letters = &stream.receiver().dead_letters;
        let _ = dead_letters
            .take(&incoming, token, &refusals.reason())
            .await;
    }

    /// Ends the streams with the last of their subscriptions, or all at once when one has failed.
    fn ended(&self, error: Option<TransportError>) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        *running = running.saturating_sub(1);
        let mut open = self.lock();
        if let Some(error) = &error {
            for stream in open.iter() {
                stream.fail(TransportError::new(error.kind(), error.to_string()));
            }
        }
        if *running == 0 || error.is_some() {
            open.clear();
        }
    }
}

/// A subscription of a transport, and the sign that it is there, which goes after it.
struct Feed {
    subscription: Box<dyn Subscription>,
    _alive: mpsc::Sender<Infallible>,
}

/// Takes deliveries as long as somebody waits for one.
async fn pump(
    mut feed: Feed,
    consumer: Arc<Consumer>,
    streams: Arc<Streams>,
    channel: &'static str,
) {
    loop {
        streams.wanted().await;
        // One at a time, because what waits here would use up its lease.
        let batch = feed.subscription.next_batch(1, Duration::ZERO).await;
        let delivery: Option<Delivery> = match batch {
            Ok(batch) => batch.into_iter().next(),
            Err(error) => return streams.ended(Some(error)),
        };
        let Some(delivery) = delivery else {
            return streams.ended(None);
        };
        let (incoming, token) = Incoming::of(delivery, channel, &consumer);
        streams.hand_over(incoming, token).await;
    }
}
