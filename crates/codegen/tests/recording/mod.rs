//! Somebody's own transport, which keeps messages in memory and writes down what it is told.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use tidings::memory::Memory;
use tidings::transport::{
    AddressPattern, Bindings, BoxFuture, Capabilities, ChannelSpec, CloseReport, ConnectOptions,
    Connector, Credentials, Direction, FlushReport, Health, Inbox, Message, Pending, Provision,
    ProvisionReport, PublishError, PublishOptions, Publisher, SubscribeOptions, Subscription,
    Transport, TransportError,
};
use tokio::sync::watch;

/// What a transport is told of one thing that it is to do.
pub(crate) struct Told {
    /// What it is to do: `open` a server, `send` to a channel or `receive` from it, or take a `message`.
    pub(crate) what: String,
    /// What the contract says of the channel.
    pub(crate) channel: Bindings,
    /// What it says of the server, of each operation, or of the message.
    pub(crate) bindings: Vec<Bindings>,
    pub(crate) credentials: Vec<Credentials>,
}

/// The transport of a scheme, which is its own connector.
#[derive(Clone)]
pub(crate) struct Recording {
    scheme: &'static str,
    memory: Memory,
    told: Arc<Mutex<Vec<Told>>>,
}

impl Recording {
    pub(crate) fn new(scheme: &'static str) -> Self {
        Self {
            scheme,
            memory: Memory::new(),
            told: Arc::default(),
        }
    }

    /// What it was told since it was asked last.
    pub(crate) fn told(&self) -> Vec<Told> {
        std::mem::take(&mut *self.told.lock().expect("nobody panics"))
    }

    fn note(&self, told: Told) {
        self.told.lock().expect("nobody panics").push(told);
    }
}

impl Connector for Recording {
    fn scheme(&self) -> &str {
        self.scheme
    }

    fn connect<'a>(
        &'a self,
        url: &'a str,
        options: ConnectOptions,
    ) -> BoxFuture<'a, Result<Arc<dyn Transport>, TransportError>> {
        self.note(Told {
            what: format!("open {url}"),
            channel: Bindings::NONE,
            bindings: vec![options.bindings],
            credentials: options.credentials,
        });
        let transport: Arc<dyn Transport> = Arc::new(self.clone());
        Box::pin(std::future::ready(Ok(transport)))
    }
}

impl Transport for Recording {
    fn scheme(&self) -> &'static str {
        self.scheme
    }

    fn capabilities(&self, channel: &ChannelSpec, direction: Direction) -> Capabilities {
        self.memory.capabilities(channel, direction)
    }

    fn provision<'a>(
        &'a self,
        channels: &'a [ChannelSpec],
        mode: Provision,
    ) -> BoxFuture<'a, Result<ProvisionReport, TransportError>> {
        self.memory.provision(channels, mode)
    }

    fn publisher<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        options: PublishOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Publisher>, TransportError>> {
        self.note(Told {
            what: format!("send {}", channel.name),
            channel: channel.bindings,
            bindings: vec![options.bindings],
            credentials: options.credentials.clone(),
        });
        Box::pin(async move {
            let publisher = self.memory.publisher(channel, options).await?;
            let recording = self.clone();
            let publisher: Box<dyn Publisher> = Box::new(RecordingPublisher {
                recording,
                publisher,
            });
            Ok(publisher)
        })
    }

    fn subscribe<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        pattern: &'a AddressPattern,
        options: SubscribeOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Subscription>, TransportError>> {
        self.note(Told {
            what: format!("receive {}", channel.name),
            channel: channel.bindings,
            bindings: options.bindings.clone(),
            credentials: options.credentials.clone(),
        });
        self.memory.subscribe(channel, pattern, options)
    }

    fn inbox(&self) -> BoxFuture<'_, Result<Box<dyn Inbox>, TransportError>> {
        self.memory.inbox()
    }

    fn health(&self) -> watch::Receiver<Health> {
        self.memory.health()
    }

    fn close(&self, deadline: Instant) -> BoxFuture<'_, CloseReport> {
        self.memory.close(deadline)
    }
}

/// A publisher whose messages are written down.
struct RecordingPublisher {
    recording: Recording,
    publisher: Box<dyn Publisher>,
}

impl Publisher for RecordingPublisher {
    fn enqueue(&self, message: Message) -> BoxFuture<'_, Result<Pending, PublishError>> {
        self.recording.note(Told {
            what: "message".to_owned(),
            channel: Bindings::NONE,
            bindings: vec![message.bindings],
            credentials: Vec::new(),
        });
        self.publisher.enqueue(message)
    }

    fn flush(&self, deadline: Instant) -> BoxFuture<'_, FlushReport> {
        self.publisher.flush(deadline)
    }
}
