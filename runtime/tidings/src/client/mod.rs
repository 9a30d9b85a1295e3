//! Sending: connections to servers, their publishers, and the replies that are waited for.

mod batch;
mod builder;
mod connection;
mod deferred;
mod destination;
mod error;
mod gather;
mod id;
mod identity;
mod places;
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

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use self::batch::together;
pub(crate) use self::connection::{Connection, Connections, Route, Via};
pub(crate) use self::destination::Destination;
pub(crate) use self::identity::Identity;
use self::publisher::ChannelPublisher;
use self::replies::Replies as ReplyDesk;
pub(crate) use self::{id::unguessable, publisher::spec};
use crate::layer::{Layer, PublishNext};
use crate::server::{Server, Sharing, Subscribe};
use crate::transport::{BoxFuture, CloseReport, Message, MessageId, Receipt, Transport};
use crate::wire::{
    Address, ContractServer, Correlated, Located, MessageSet, Operation, Outgoing, Raw,
};
use crate::{ConnectError, connect};

/// One application's use of the servers of a contract; a clone is the same client.
///
/// Generated clients wrap this one.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    connections: Connections,
    layers: Vec<Arc<dyn Layer>>,
    replies: ReplyDesk,
    streams: Sharing,
}

impl Client {
    /// A client of `transport`.
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        let connections = Connections::new(Connection::given(None, transport), Vec::new());
        Self::assembled(connections, Vec::new())
    }

    /// A client of the transport that `url` names.
    ///
    /// # Errors
    ///
    /// The scheme is unknown, or the transport does not open.
    pub async fn connect(url: &str) -> Result<Self, ConnectError> {
        Ok(Self::new(connect(url).await?))
    }

    fn assembled(connections: Connections, layers: Vec<Arc<dyn Layer>>) -> Self {
        Self {
            shared: Arc::new(Shared {
                connections,
                layers,
                replies: ReplyDesk::default(),
                streams: Sharing::default(),
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
        self.publish_to(operation, Destination::given(address), &message)
    }

    /// Publishes a message of `operation` to the address that it says by itself.
    pub fn publish_located<A: Located, M: MessageSet, K>(
        &self,
        operation: &'static Operation,
        message: M,
    ) -> Publish<'_, K> {
        self.publish_to(operation, Destination::located::<A>(), &message)
    }

    fn publish_to<M: MessageSet, K>(
        &self,
        operation: &'static Operation,
        destination: Destination,
        message: &M,
    ) -> Publish<'_, K> {
        let encoded = Outgoing::default().encode(message);
        let publish = Publish::new(self, Route::of(operation), destination, encoded);
        publish.correlated_at(message.correlation())
    }

    /// Publishes bytes and headers that no contract describes to an address of a channel.
    pub fn publish_raw<A: Address>(&self, address: &A, message: &Raw) -> Publish<'_> {
        let message = Outgoing::default().encode(message);
        let destination = Destination::given(address);
        Publish::new(self, Route::to(A::CHANNEL), destination, message)
    }

    /// Sends a request of `operation` and waits for its reply.
    pub fn request<A: Address, Q: Correlated, R: Correlated>(
        &self,
        operation: &'static Operation,
        address: &A,
        message: Q,
    ) -> Request<'_, R> {
        Request::new(self, operation, Destination::given(address), message)
    }

    /// Sends a request of `operation` to the address that it says by itself, and waits for its reply.
    pub fn request_located<A: Located, Q: Correlated, R: Correlated>(
        &self,
        operation: &'static Operation,
        message: Q,
    ) -> Request<'_, R> {
        Request::new(self, operation, Destination::located::<A>(), message)
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

    /// The transport; that of the first server in the order of the contract, where there are several.
    pub fn transport(&self) -> &Arc<dyn Transport> {
        let first = self.shared.connections.first();
        &first.transport
    }

    /// The transport of a server; none where the client is not connected to it.
    pub fn transport_on(&self, server: &impl ContractServer) -> Option<&Arc<dyn Transport>> {
        let server = server.info().name;
        let mut connections = self.shared.connections.iter();
        let found = connections.find(|one| one.server.is_none_or(|own| own == server));
        found.map(|connection| &connection.transport)
    }

    /// How many replies came that nobody waited for.
    pub fn reply_counts(&self) -> ReplyCounts {
        self.shared.replies.counts()
    }

    /// Closes every transport: waits at most `within` for what is under way, and says what was left.
    ///
    /// Requests that still wait for their reply end with [`RequestError::Closed`].
    pub async fn close(&self, within: Duration) -> CloseReport {
        self.shared.replies.close();
        let deadline = Instant::now() + within;
        let closing = self.shared.connections.iter();
        let closing = closing.map(|one| one.transport.close(deadline));
        let reports: Vec<CloseReport> = together(closing.collect()).await;
        let total = |count: fn(&CloseReport) -> usize| reports.iter().map(count).sum();
        CloseReport {
            drained: total(|report| report.drained),
            unsent: total(|report| report.unsent),
            unsettled: total(|report| report.unsettled),
        }
    }

    pub(crate) fn sharing(&self) -> &Sharing {
        &self.shared.streams
    }

    pub(crate) fn layers(&self) -> &[Arc<dyn Layer>] {
        &self.shared.layers
    }

    fn replies(&self) -> &ReplyDesk {
        &self.shared.replies
    }

    pub(crate) fn connections(&self) -> &Connections {
        &self.shared.connections
    }

    /// Sends a message through the layers.
    pub(crate) async fn send(
        &self,
        route: &Route<'_>,
        mut message: Message,
    ) -> Result<Receipt, SendError> {
        if self.shared.layers.is_empty() {
            return self.send_past_layers(route, message).await;
        }
        let publisher = self.publisher(route).await?;
        identify(&mut message);
        let send = Box::new(|message| {
            let sending = async move { publisher.send(message).await };
            Box::pin(sending) as BoxFuture<'_, _>
        });
        PublishNext::new(&self.shared.layers, send)
            .run(message)
            .await
    }

    /// Sends a message as it is.
    pub(crate) async fn send_past_layers(
        &self,
        route: &Route<'_>,
        mut message: Message,
    ) -> Result<Receipt, SendError> {
        let publisher = self.publisher(route).await?;
        identify(&mut message);
        publisher.send(message).await
    }

    async fn publisher(&self, route: &Route<'_>) -> Result<Arc<ChannelPublisher>, SendError> {
        let connection = self.shared.connections.choose(route)?;
        connection.publisher(route).await
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
            .field("connections", &self.shared.connections)
            .field("layers", &self.shared.layers.len())
            .finish_non_exhaustive()
    }
}
