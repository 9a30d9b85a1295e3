//! Sending and receiving messages whose types are written by hand.

use std::sync::Arc;
use std::time::Duration;

use super::{Service, TextAddress, Topic};
use crate::client::{Builder, Client as Inner, FromClient, Publish, Request};
use crate::server::{Addresses, Context, HandlerError, Server, Subscribe};
use crate::transport::{CloseReport, Receipt, Transport};
use crate::wire::{ContractInfo, Correlated, Message};
use crate::{ConnectError, Never, SendError};

/// A client whose messages are types written by hand; a clone is the same client.
#[derive(Clone, Debug)]
pub struct Client {
    client: Inner,
}

impl FromClient for Client {
    type Server = Never;
    type Credentials = Never;
    const CONTRACT: Option<&'static ContractInfo> = None;

    fn from_client(client: Inner) -> Self {
        Self { client }
    }
}

impl Client {
    /// Connects to the server at `url`; the scheme picks the transport.
    ///
    /// # Errors
    ///
    /// The scheme is unknown, or the transport does not open.
    pub async fn connect(url: &str) -> Result<Self, ConnectError> {
        let client = Inner::connect(url).await?;
        Ok(Self { client })
    }

    /// A client on a transport that is open already.
    pub fn with(transport: Arc<dyn Transport>) -> Self {
        let client = Inner::new(transport);
        Self { client }
    }

    /// A client with layers or other options.
    pub fn builder() -> Builder<Self> {
        Builder::new()
    }

    /// Publishes a message of a topic whose address has no parameters.
    pub fn publish<M: Message>(&self, topic: &'static Topic<M>, message: M) -> Publish<'_> {
        self.publish_to(topic, topic.address([]), message)
    }

    /// Publishes a message of a topic to one of its addresses, such as [`Topic::address`] gives.
    pub fn publish_to<M: Message>(
        &self,
        topic: &'static Topic<M>,
        address: impl Into<TextAddress>,
        message: M,
    ) -> Publish<'_> {
        let address = address.into();
        self.client.publish(topic.sending(), &address, message)
    }

    /// Publishes several messages together; the confirmations are in the order of the messages.
    pub async fn publish_all<'a>(
        &'a self,
        batch: impl IntoIterator<Item = Publish<'a>>,
    ) -> Vec<Result<Receipt, SendError>> {
        self.client.publish_all(batch).await
    }

    /// Sends a request to a service whose address has no parameters, and waits for its reply.
    pub fn request<Q: Message + Correlated, R: Correlated>(
        &self,
        service: &'static Service<Q, R>,
        request: Q,
    ) -> Request<'_, R> {
        self.request_to(service, service.address([]), request)
    }

    /// Sends a request to one of the addresses of a service, and waits for its reply.
    pub fn request_to<Q: Message + Correlated, R: Correlated>(
        &self,
        service: &'static Service<Q, R>,
        address: impl Into<TextAddress>,
        request: Q,
    ) -> Request<'_, R> {
        let address = address.into();
        self.client.request(service.sending(), &address, request)
    }

    /// Receives the messages of a topic as a stream, in the group `group`.
    pub fn subscribe<M: Message>(
        &self,
        topic: &'static Topic<M>,
        group: impl Into<String>,
    ) -> Subscribe<'_, TextAddress, M> {
        self.client.subscribe(topic.receiving(), group)
    }

    /// Begins to describe what is received in the group `group`: consumers of one group share messages, each group gets
    /// all of them.
    pub fn serve(&self, group: impl Into<String>) -> Server {
        self.client.serve(group)
    }

    /// The transport underneath.
    pub fn transport(&self) -> &Arc<dyn Transport> {
        self.client.transport()
    }

    /// Ends the connection and says what was left.
    pub async fn close(&self, within: Duration) -> CloseReport {
        self.client.close(within).await
    }
}

/// What is received of topics and services.
impl Server {
    /// Handles the messages of a topic.
    pub fn on<M, H, F>(self, topic: &'static Topic<M>, handler: H) -> Self
    where
        M: Message,
        H: Fn(Context<TextAddress>, M) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        self.on_message(topic.receiving(), handler)
    }

    /// Answers the requests of a service.
    pub fn answer<Q, R, H, F>(self, service: &'static Service<Q, R>, handler: H) -> Self
    where
        Q: Message,
        R: Correlated,
        H: Fn(Context<TextAddress>, Q) -> F + Send + Sync + 'static,
        F: Future<Output = Result<R, HandlerError>> + Send + 'static,
    {
        self.on_request(service.receiving(), handler)
    }

    /// Receives a topic at these of its addresses only, as [`Server::only`] does for the channel of a contract.
    pub fn only_at<M: Message>(
        self,
        topic: &'static Topic<M>,
        addresses: impl Into<Addresses<TextAddress>>,
    ) -> Self {
        self.only_of(topic.channel(), addresses.into())
    }
}
