//! The connection as a transport.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use tokio::sync::watch;

use super::inbox::MemoryInbox;
use super::publisher::MemoryPublisher;
use super::subscription::MemorySubscription;
use super::{Connection, Memory};
use crate::transport::{
    AddressPattern, BoxFuture, Capabilities, ChannelSpec, CloseReport, DeadLetters,
    DelayedRedelivery, Direction, Durability, Handled, HeaderSupport, Health, Inbox, Order,
    Provision, ProvisionReport, PublishOptions, Publisher, SubscribeOptions, Subscription, Support,
    Transport, TransportError, TransportErrorKind,
};

impl Memory {
    fn open(&self) -> Result<&Arc<Connection>, TransportError> {
        if self.connection.closed.load(Ordering::Acquire) {
            return Err(TransportError::new(
                TransportErrorKind::Closed,
                "the connection was closed",
            ));
        }
        Ok(&self.connection)
    }
}

impl Transport for Memory {
    fn scheme(&self) -> &'static str {
        "memory"
    }

    fn capabilities(&self, _: &ChannelSpec, _: Direction) -> Capabilities {
        let mut can = Capabilities::none();
        can.acknowledgement = Support::Native;
        can.durability = Durability::Local;
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
        can
    }

    fn provision<'a>(
        &'a self,
        channels: &'a [ChannelSpec],
        _: Provision,
    ) -> BoxFuture<'a, Result<ProvisionReport, TransportError>> {
        let report = ProvisionReport {
            created: Vec::new(),
            present: channels
                .iter()
                .map(|channel| format!("The channel `{}` needs nothing.", channel.name))
                .collect(),
        };
        Box::pin(std::future::ready(Ok(report)))
    }

    fn publisher<'a>(
        &'a self,
        _: &'a ChannelSpec,
        _: PublishOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Publisher>, TransportError>> {
        let publisher = self.open().map(|connection| {
            Box::new(MemoryPublisher {
                connection: Arc::clone(connection),
            }) as Box<dyn Publisher>
        });
        Box::pin(std::future::ready(publisher))
    }

    fn subscribe<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        pattern: &'a AddressPattern,
        options: SubscribeOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Subscription>, TransportError>> {
        let subscription = self.open().map(|connection| {
            let joined = MemorySubscription::join(connection, channel, pattern, options);
            Box::new(joined) as Box<dyn Subscription>
        });
        Box::pin(std::future::ready(subscription))
    }

    fn inbox(&self) -> BoxFuture<'_, Result<Box<dyn Inbox>, TransportError>> {
        let inbox = self
            .open()
            .map(|connection| Box::new(MemoryInbox::open(connection)) as Box<dyn Inbox>);
        Box::pin(std::future::ready(inbox))
    }

    fn receivers<'a>(&'a self, address: &'a str) -> BoxFuture<'a, Option<usize>> {
        let receivers = self.connection.store.receivers(address);
        Box::pin(std::future::ready(Some(receivers)))
    }

    fn handled(&self) -> Option<Arc<dyn Handled>> {
        let notes = Arc::clone(&self.connection.store.notes);
        Some(notes)
    }

    fn health(&self) -> watch::Receiver<Health> {
        self.connection.health.subscribe()
    }

    fn close(&self, deadline: Instant) -> BoxFuture<'_, CloseReport> {
        Box::pin(async move {
            let connection = &self.connection;
            connection.closed.store(true, Ordering::Release);
            connection.health.send_replace(Health::Closed);
            connection.store.wake_all();
            let settled = async {
                loop {
                    let settled = connection.settled.notified();
                    if connection.unsettled.load(Ordering::Acquire) == 0 {
                        return;
                    }
                    settled.await;
                }
            };
            let _ = tokio::time::timeout_at(deadline.into(), settled).await;
            CloseReport {
                drained: 0,
                unsent: 0,
                unsettled: connection.unsettled.load(Ordering::Acquire),
            }
        })
    }
}
