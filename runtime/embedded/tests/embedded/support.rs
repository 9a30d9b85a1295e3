//! A store in a folder of its own, and short ways to publish and receive.

use std::time::{Duration, Instant};

use tempfile::TempDir;
use tidings_embedded::{Embedded, Options};
use tidings_transport::{
    AddressPattern, Bindings, ChannelSpec, Delivery, Message, PublishOptions, Publisher, Receipt,
    Settled, SubscribeOptions, Subscription, Transport,
};

/// Longer than anything here takes, so that a test fails instead of hanging.
pub(crate) const LIMIT: Duration = Duration::from_secs(15);

/// How long to wait before believing that nothing comes.
pub(crate) const SILENCE: Duration = Duration::from_millis(150);

/// An open store and its folder.
pub(crate) struct Store {
    pub(crate) transport: Embedded,
    url: String,
    _folder: TempDir,
}

impl Store {
    /// A new store.
    pub(crate) async fn new() -> Self {
        Self::with_options("").await
    }

    /// A new store whose processes are taken for dead after 300 ms.
    pub(crate) async fn with_quick_heartbeat() -> Self {
        Self::with_options("heartbeat=100ms").await
    }

    /// A new store with options in its URL.
    pub(crate) async fn with_options(options: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("embedded://{}/store.db?{options}", folder.path().display());
        let transport = open(&url).await;
        Self {
            transport,
            url,
            _folder: folder,
        }
    }

    /// The URL, for another connection or process.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Opens the same file again.
    pub(crate) async fn again(&self) -> Embedded {
        open(&self.url).await
    }

    /// The file as any SQLite program sees it.
    pub(crate) fn rows(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.transport.path()).unwrap()
    }

    pub(crate) async fn publish(&self, message: Message) -> Receipt {
        publish(&self.transport, message).await
    }

    pub(crate) async fn subscribe(&self, group: &str) -> Box<dyn Subscription> {
        subscribe(&self.transport, SubscribeOptions::new(group)).await
    }
}

pub(crate) async fn open(url: &str) -> Embedded {
    Embedded::open(url, Options::default()).await.unwrap()
}

/// The channel that every test uses.
pub(crate) fn channel() -> ChannelSpec {
    ChannelSpec {
        name: "orders".into(),
        address: "orders/{region}".parse().unwrap(),
        bindings: Bindings::NONE,
    }
}

pub(crate) fn every_region() -> AddressPattern {
    channel().address.into()
}

pub(crate) fn order(body: impl Into<Vec<u8>>) -> Message {
    Message::new("orders/eu", body.into())
}

pub(crate) fn keyed(key: &'static str, body: impl Into<Vec<u8>>) -> Message {
    let mut message = order(body);
    message.key = Some(key.into());
    message
}

pub(crate) async fn publish(transport: &Embedded, message: Message) -> Receipt {
    let publisher = publisher(transport).await;
    publisher.send(message).await.unwrap()
}

pub(crate) async fn subscribe(
    transport: &Embedded,
    options: SubscribeOptions,
) -> Box<dyn Subscription> {
    subscribe_to(transport, every_region(), options).await
}

pub(crate) async fn subscribe_to(
    transport: &Embedded,
    pattern: AddressPattern,
    options: SubscribeOptions,
) -> Box<dyn Subscription> {
    let channel = channel();
    let subscription = transport.subscribe(&channel, &pattern, options);
    subscription.await.unwrap()
}

pub(crate) async fn publisher(transport: &Embedded) -> Box<dyn Publisher> {
    let channel = channel();
    let publisher = transport.publisher(&channel, PublishOptions::default());
    publisher.await.unwrap()
}

/// The next delivery.
pub(crate) async fn next(subscription: &mut Box<dyn Subscription>) -> Delivery {
    let batch = tokio::time::timeout(LIMIT, subscription.next_batch(1, Duration::ZERO));
    let batch = batch.await.expect("a delivery comes").unwrap();
    batch.into_iter().next().expect("the subscription goes on")
}

/// The next `count` deliveries.
pub(crate) async fn take(subscription: &mut Box<dyn Subscription>, count: usize) -> Vec<Delivery> {
    let mut taken = Vec::new();
    while taken.len() < count {
        taken.push(next(subscription).await);
    }
    taken
}

pub(crate) async fn expect_silence(subscription: &mut Box<dyn Subscription>) {
    let batch = tokio::time::timeout(SILENCE, subscription.next_batch(1, Duration::ZERO));
    if let Ok(batch) = batch.await {
        panic!("nothing should come, but {batch:?} did");
    }
}

pub(crate) async fn ack(delivery: Delivery) {
    assert_eq!(delivery.ack().await, Settled::Confirmed);
}

pub(crate) fn bodies(deliveries: &[Delivery]) -> Vec<String> {
    let text = |delivery: &Delivery| String::from_utf8(delivery.message.body.to_vec()).unwrap();
    deliveries.iter().map(text).collect()
}

pub(crate) fn soon() -> Instant {
    Instant::now() + LIMIT
}
