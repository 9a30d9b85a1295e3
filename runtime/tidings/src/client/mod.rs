//! Sending: one connection, its publishers, and the replies it waits for.

mod batch;
mod builder;
mod deferred;
mod error;
mod gather;
mod id;
mod publish;
mod publisher;
mod replies;
mod request;

pub use builder::{Builder, FromClient};
pub use deferred::Deferred;
pub use error::{OtherServer, RequestError, SendError};
pub use gather::{Gather, Replies};
pub use publish::Publish;
pub use replies::ReplyCounts;
pub use request::Request;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::OnceCell;

use self::publisher::ChannelPublisher;
use self::replies::Replies as ReplyDesk;
pub(crate) use self::{id::unguessable, publisher::spec};
use crate::layer::{Layer, PublishNext};
use crate::server::{Server, Subscribe};
use crate::transport::{CloseReport, Message, MessageId, Receipt, Transport};
use crate::wire::{Address, Channel, Correlated, Located, MessageSet, Operation, Outgoing, Raw};
use crate::{ConnectError, connect};

/// One application's use of one transport; a clone is the same client.
///
/// Generated clients wrap this one.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

/// What tells channels apart: those that the runtime makes up may be called as one of the contract is.
type ChannelKey = (&'static str, Option<&'static str>);

struct Shared {
    transport: Arc<dyn Transport>,
    layers: Vec<Arc<dyn Layer>>,
    /// The server of the contract that this is a client of, where it is one of them.
    server: Option<&'static str>,
    publishers: Mutex<HashMap<ChannelKey, Arc<OnceCell<ChannelPublisher>>>>,
    replies: ReplyDesk,
}

impl Client {
    /// A client of `transport`.
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self::assembled(transport, Vec::new(), None)
    }

    /// A client of the transport that `url` names.
    ///
    /// # Errors
    ///
    /// The scheme is unknown, or the transport does not open.
    pub async fn connect(url: &str) -> Result<Self, ConnectError> {
        Ok(Self::new(connect(url).await?))
    }

    pub(crate) fn assembled(
        transport: Arc<dyn Transport>,
        layers: Vec<Arc<dyn Layer>>,
        server: Option<&'static str>,
    ) -> Self {
        Self {
            shared: Arc::new(Shared {
                transport,
                layers,
                server,
                publishers: Mutex::default(),
                replies: ReplyDesk::default(),
            }),
        }
    }

    /// Publishes a message of `operation` to the address of its channel with these parameters.
    ///
    /// `K` is what the contract says of the keys of these messages.
    pub fn publish<A: Address, M: MessageSet, K>(
        &self,
        operation: &'static Operation,
        address: &A,
        message: M,
    ) -> Publish<'_, K> {
        let message = Outgoing::default().encode(address.render(), &message);
        Publish::new(self, operation.channel, message)
    }

    /// Publishes a message of `operation` to the address that it says by itself.
    pub fn publish_located<A: Located, M: MessageSet, K>(
        &self,
        operation: &'static Operation,
        message: M,
    ) -> Publish<'_, K> {
        let message = Outgoing::default().encode(String::new(), &message);
        let message = message.and_then(|message| {
            let address = A::locate(&message)?.render();
            Ok(Message { address, ..message })
        });
        Publish::new(self, operation.channel, message)
    }

    /// Publishes bytes and headers that no contract describes to an address of a channel.
    pub fn publish_raw<A: Address>(&self, address: &A, message: &Raw) -> Publish<'_> {
        let message = Outgoing::default().encode(address.render(), message);
        Publish::new(self, A::CHANNEL, message)
    }

    /// Sends a request of `operation` and waits for its reply.
    pub fn request<A: Address, Q: Correlated, R: MessageSet>(
        &self,
        operation: &'static Operation,
        address: &A,
        message: Q,
    ) -> Request<'_, R> {
        Request::new(self, operation, address.render(), message)
    }

    /// Opens the stream of the messages of `operation` in the group `group`.
    pub fn subscribe<A: Address, M: MessageSet, R: Send + 'static>(
        &self,
        operation: &'static Operation,
        group: impl Into<String>,
    ) -> Subscribe<'_, A, M, R> {
        Subscribe::new(self, operation, group.into())
    }

    /// Begins to describe what is received in the group `group`.
    pub fn serve(&self, group: impl Into<String>) -> Server {
        Server::new(self.clone(), group.into())
    }

    /// The transport.
    pub fn transport(&self) -> &Arc<dyn Transport> {
        &self.shared.transport
    }

    /// How many replies came that nobody waited for.
    pub fn reply_counts(&self) -> ReplyCounts {
        self.shared.replies.counts()
    }

    /// Closes the transport: waits at most `within` for what is under way, and says what was left.
    ///
    /// Requests that still wait for their reply end with [`RequestError::Closed`].
    pub async fn close(&self, within: Duration) -> CloseReport {
        self.shared.replies.close();
        self.shared.transport.close(Instant::now() + within).await
    }

    pub(crate) fn layers(&self) -> &[Arc<dyn Layer>] {
        &self.shared.layers
    }

    fn replies(&self) -> &ReplyDesk {
        &self.shared.replies
    }

    /// Sends a message to an address of `channel`, through the layers.
    pub(crate) async fn send(
        &self,
        channel: &'static Channel,
        mut message: Message,
    ) -> Result<Receipt, SendError> {
        if self.shared.layers.is_empty() {
            return self.send_past_layers(channel, message).await;
        }
        let cell = self.publisher(channel);
        let publisher = self.opened(&cell, channel).await?;
        identify(&mut message);
        let send = Box::new(|message| Box::pin(publisher.send(message)) as _);
        PublishNext::new(&self.shared.layers, send)
            .run(message)
            .await
    }

    /// Sends a message to an address of `channel` as it is.
    pub(crate) async fn send_past_layers(
        &self,
        channel: &'static Channel,
        mut message: Message,
    ) -> Result<Receipt, SendError> {
        let cell = self.publisher(channel);
        let publisher = self.opened(&cell, channel).await?;
        identify(&mut message);
        publisher.send(message).await
    }

    /// Refuses a channel that the contract has on other servers only.
    pub(crate) fn reaches(&self, channel: &'static Channel) -> Result<(), OtherServer> {
        match self.shared.server {
            Some(server) if !channel.servers.is_empty() && !channel.servers.contains(&server) => {
                Err(OtherServer {
                    channel: channel.name,
                    server,
                    servers: channel.servers.join("`, `"),
                })
            }
            _ => Ok(()),
        }
    }

    async fn opened<'c>(
        &self,
        cell: &'c OnceCell<ChannelPublisher>,
        channel: &'static Channel,
    ) -> Result<&'c ChannelPublisher, SendError> {
        self.reaches(channel)?;
        cell.get_or_try_init(|| ChannelPublisher::open(&*self.shared.transport, channel))
            .await
    }

    fn publisher(&self, channel: &'static Channel) -> Arc<OnceCell<ChannelPublisher>> {
        let mut publishers = self
            .shared
            .publishers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Arc::clone(
            publishers
                .entry((channel.name, channel.address))
                .or_default(),
        )
    }
}

/// Gives a message an id, unless it has one.
fn identify(message: &mut Message) {
    message
        .id
        .get_or_insert_with(|| MessageId::new(id::message_id()));
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("transport", &self.shared.transport.scheme())
            .field("layers", &self.shared.layers.len())
            .finish_non_exhaustive()
    }
}
