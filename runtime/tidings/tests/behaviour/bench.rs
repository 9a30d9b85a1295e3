//! A depot to try things in: a store, a client, servers that run until they are stopped, and what they saw.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{Bindings, ChannelSpec, Message, PublishOptions, Receipt, Transport};
use tidings::{HandlerError, ServeError, ServeReport};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::contract::{
    EventHeaders, Parcel, ParcelEvent, ParcelEventsAddress, ParcelSent, Parcels, ParcelsServer,
};

/// A store and a client of it.
pub(crate) struct Bench {
    pub(crate) memory: Memory,
    pub(crate) parcels: Parcels,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self::on(Memory::new())
    }

    /// A store whose leases end when it is told so.
    pub(crate) fn paused() -> Self {
        Self::on(Memory::paused())
    }

    fn on(memory: Memory) -> Self {
        let parcels = Parcels::with(Arc::new(memory.clone()));
        Self { memory, parcels }
    }

    /// Publishes that the parcel `id` was sent.
    pub(crate) async fn sent(&self, id: &str) {
        let event = sent(id);
        self.parcels
            .publish_parcel_event(depot("north"), event)
            .await
            .unwrap();
    }

    /// Asks for the label of a parcel.
    pub(crate) async fn label(&self) {
        let asked = self.parcels.request_label(Parcel::new("a", 1));
        asked.await.unwrap();
    }

    /// Publishes bytes that no client would.
    pub(crate) async fn raw(&self, message: Message) -> Receipt {
        let spec = ChannelSpec {
            name: "raw".to_owned(),
            address: "{address}".parse().unwrap(),
            bindings: Bindings::NONE,
        };
        let publisher = self
            .memory
            .publisher(&spec, PublishOptions::default())
            .await
            .unwrap();
        publisher.send(message).await.unwrap()
    }
}

pub(crate) fn depot(name: &str) -> ParcelEventsAddress {
    ParcelEventsAddress { depot: name.into() }
}

pub(crate) fn sent(id: &str) -> crate::contract::messages::ParcelSent {
    ParcelSent::new(Parcel::new(id, 100)).with_headers(EventHeaders::new("trace"))
}

/// The id of the parcel that an event is about.
pub(crate) fn parcel_of(event: &ParcelEvent) -> String {
    match event {
        ParcelEvent::ParcelSent(message) => message.payload.parcel.parcel_id.clone(),
        ParcelEvent::ParcelLost(message) => message.payload.parcel.parcel_id.clone(),
    }
}

/// A server in the background.
pub(crate) struct Running {
    stop: oneshot::Sender<()>,
    server: JoinHandle<Result<ServeReport, ServeError>>,
}

/// Runs a server, and waits until it has subscribed.
pub(crate) async fn run(server: ParcelsServer) -> Running {
    let (stop, stopped) = oneshot::channel();
    let server = tokio::spawn(server.run_until(async {
        let _ = stopped.await;
    }));
    settle().await;
    Running { stop, server }
}

impl Running {
    /// Stops it, and says what it did.
    pub(crate) async fn stop(self) -> ServeReport {
        let _ = self.stop.send(());
        self.server.await.unwrap().unwrap()
    }

    /// Kills it, as a crash would.
    pub(crate) async fn kill(self) {
        self.server.abort();
        settle().await;
    }
}

/// Lets everything happen that can happen without waiting.
pub(crate) async fn settle() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}

/// What handlers saw, in order.
pub(crate) struct Seen<T> {
    sender: mpsc::UnboundedSender<T>,
    receiver: mpsc::UnboundedReceiver<T>,
}

impl<T> Seen<T> {
    pub(crate) fn new() -> Self {
        let (sender, receiver) = mpsc::unbounded_channel();
        Self { sender, receiver }
    }

    pub(crate) fn note(&self) -> mpsc::UnboundedSender<T> {
        self.sender.clone()
    }

    /// The next thing that is seen within a minute.
    pub(crate) async fn next(&mut self) -> T {
        let next = tokio::time::timeout(Duration::from_secs(60), self.receiver.recv()).await;
        next.expect("nothing was seen for a minute").unwrap()
    }

    /// Everything that was seen and not asked for yet.
    pub(crate) fn rest(&mut self) -> Vec<T> {
        std::iter::from_fn(|| self.receiver.try_recv().ok()).collect()
    }
}

/// Fails so many times, then lets everything through.
#[derive(Clone)]
pub(crate) struct Failing(Arc<Mutex<u32>>);

impl Failing {
    pub(crate) fn times(times: u32) -> Self {
        Self(Arc::new(Mutex::new(times)))
    }

    pub(crate) fn pass(&self) -> Result<(), HandlerError> {
        let mut left = self.0.lock().unwrap();
        if *left == 0 {
            return Ok(());
        }
        *left -= 1;
        Err("the database is down".into())
    }
}
