//! The transport itself: what generated code and operators hold in their hands.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use tidings_transport::{
    AddressPattern, BoxFuture, Capabilities, ChannelSpec, CloseReport, DeadLetters,
    DelayedRedelivery, Direction, Durability, Handled, HeaderSupport, Health, Inbox, Order,
    Provision, ProvisionReport, PublishOptions, Publisher, SubscribeOptions, Subscription, Support,
    Transport, TransportError,
};
use tokio::sync::watch;

use crate::fault::Fault;
use crate::handled::Notes;
use crate::inbox::EmbeddedInbox;
use crate::operate::{Counts, DeadLetter, Group};
use crate::options::Options;
use crate::publisher::EmbeddedPublisher;
use crate::row::MAX_BODY;
use crate::shared::Shared;
use crate::subscription::EmbeddedSubscription;
use crate::writer::{Answer, Durable, answered};
use crate::{SCHEME, groups, members, open, operate};

/// A connection to one file; clones share it.
///
/// The file stays open until it is closed with [`Transport::close`], or until this and everything that came from it is
/// dropped.
#[derive(Clone)]
pub struct Embedded {
    shared: Arc<Shared>,
}

impl std::fmt::Debug for Embedded {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Embedded")
            .field("path", &self.shared.path)
            .field("options", &self.shared.options)
            .finish_non_exhaustive()
    }
}

impl Embedded {
    /// Opens the file at a URL (`embedded:///absolute/path.db`, `embedded://relative.db?retention=7d`) or a plain path,
    /// and creates it if there is none; its folder must exist. Options in the URL win over `options`.
    ///
    /// # Errors
    ///
    /// *Configuration* for a URL or an option that makes no sense and for a file that holds something else,
    /// *Unreachable* when the file cannot be opened or is locked for longer than the busy timeout, *Denied* when it may
    /// not be written, *Unsupported* when a newer version wrote it or its file system cannot hold a write-ahead log.
    pub async fn open(target: &str, options: Options) -> Result<Self, TransportError> {
        let shared = open::open(target, options).await?;
        Ok(Self { shared })
    }

    /// The file, as an absolute path.
    pub fn path(&self) -> &Path {
        &self.shared.path
    }

    /// How many deliveries of the group are in which state, over all addresses that it reads.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub async fn counts(&self, group: &str) -> Result<Counts, TransportError> {
        let group = group.to_owned();
        self.ask(move |connection| operate::counts(connection, &group))
            .await
    }

    /// The group's oldest dead letters, at most `limit`.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub async fn dead_letters(
        &self,
        group: &str,
        limit: usize,
    ) -> Result<Vec<DeadLetter>, TransportError> {
        let group = group.to_owned();
        self.ask(move |connection| operate::dead_letters(connection, &group, limit))
            .await
    }

    /// Gives a dead letter to its group again, as if it had never been handed out; the answer is whether there was one.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub async fn replay(&self, dead_letter: i64) -> Result<bool, TransportError> {
        let answer = self.shared.writer.submit(Durable::Yes, move |store| {
            operate::replay(store, dead_letter)
        });
        self.wait_for(answer).await
    }

    /// All groups that were ever subscribed and not removed.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub async fn groups(&self) -> Result<Vec<Group>, TransportError> {
        self.ask(operate::groups).await
    }

    /// Removes a group with everything that waits for it and with its dead letters, so that the log need not keep
    /// messages for it any more. The answer is how many addresses it read.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub async fn remove_group(&self, group: &str) -> Result<usize, TransportError> {
        let group = group.to_owned();
        let answer = self
            .shared
            .writer
            .submit(Durable::Yes, move |store| groups::remove_all(store, &group));
        self.wait_for(answer).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, TransportError> {
        self.wait_for(self.shared.reader.ask(question)).await
    }

    async fn wait_for<T>(&self, mut answer: Answer<T>) -> Result<T, TransportError> {
        answered(&mut answer)
            .await
            .map_err(|fault| fault.transport_error(&self.shared.path))
    }

    /// The shared part, unless it is being closed.
    fn open_part(&self) -> Result<Arc<Shared>, TransportError> {
        if self.shared.is_closing() {
            return Err(Fault::Closed.transport_error(&self.shared.path));
        }
        Ok(Arc::clone(&self.shared))
    }

    async fn shut(&self, deadline: Instant) -> CloseReport {
        let confirmed = || self.shared.published.confirmed.load(Ordering::Relaxed);
        let before = confirmed();
        self.shared.stop();
        let unsent = self.shared.publishing.idle(deadline).await;
        let unsettled = self.shared.handling.idle(deadline).await;
        let drained = confirmed() - before;
        // The writer gives back what is still held; after the deadline it does so by itself.
        drop(tokio::time::timeout_at(deadline.into(), self.shared.writer.end()).await);
        CloseReport {
            drained,
            unsent,
            unsettled,
        }
    }
}

impl Transport for Embedded {
    fn scheme(&self) -> &'static str {
        SCHEME
    }

    fn capabilities(&self, _channel: &ChannelSpec, _direction: Direction) -> Capabilities {
        let mut can = Capabilities::none();
        can.acknowledgement = Support::Native;
        can.durability = Durability::Synced;
        can.redelivery = Support::Native;
        can.delayed_redelivery = DelayedRedelivery::Native;
        can.delayed_delivery = Support::Native;
        can.dead_letters = DeadLetters::Native;
        can.attempt_count = Support::Native;
        can.groups = Support::Native;
        can.competing_consumers = Support::Native;
        can.durable_groups = Support::Native;
        can.wildcards = Support::Native;
        can.headers = HeaderSupport::Full;
        can.order = Order::Key;
        can.deduplication = Support::Native;
        can.inbox = Support::Native;
        can.max_body = Some(MAX_BODY);
        can
    }

    /// Addresses need no preparation in a file, so every channel is there in every mode.
    fn provision<'a>(
        &'a self,
        channels: &'a [ChannelSpec],
        _mode: Provision,
    ) -> BoxFuture<'a, Result<ProvisionReport, TransportError>> {
        Box::pin(async move {
            self.open_part()?;
            let present = channels.iter().map(|channel| {
                format!(
                    "channel `{}` needs no preparation: `{}` is an address of `{}`",
                    channel.name,
                    channel.address,
                    self.shared.path.display()
                )
            });
            Ok(ProvisionReport {
                created: Vec::new(),
                present: present.collect(),
            })
        })
    }

    fn publisher<'a>(
        &'a self,
        _channel: &'a ChannelSpec,
        options: PublishOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Publisher>, TransportError>> {
        Box::pin(async move {
            let publisher = EmbeddedPublisher::new(self.open_part()?, &options);
            Ok(Box::new(publisher) as Box<dyn Publisher>)
        })
    }

    fn subscribe<'a>(
        &'a self,
        _channel: &'a ChannelSpec,
        pattern: &'a AddressPattern,
        options: SubscribeOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Subscription>, TransportError>> {
        Box::pin(async move {
            let shared = self.open_part()?;
            let subscription = EmbeddedSubscription::open(shared, pattern.clone(), options).await?;
            Ok(Box::new(subscription) as Box<dyn Subscription>)
        })
    }

    fn inbox(&self) -> BoxFuture<'_, Result<Box<dyn Inbox>, TransportError>> {
        Box::pin(async move {
            let inbox = EmbeddedInbox::open(self.open_part()?).await?;
            Ok(Box::new(inbox) as Box<dyn Inbox>)
        })
    }

    fn receivers<'a>(&'a self, address: &'a str) -> BoxFuture<'a, Option<usize>> {
        let address = address.to_owned();
        // Through the writer, so that subscriptions that were dropped before do not count.
        let mut answer = self.shared.writer.submit(Durable::No, move |store| {
            members::receivers(store, &address)
        });
        Box::pin(async move { answered(&mut answer).await.ok() })
    }

    fn handled(&self) -> Option<Arc<dyn Handled>> {
        Some(Arc::new(Notes(Arc::clone(&self.shared))))
    }

    fn health(&self) -> watch::Receiver<Health> {
        self.shared.health.clone()
    }

    fn close(&self, deadline: Instant) -> BoxFuture<'_, CloseReport> {
        Box::pin(self.shut(deadline))
    }
}
