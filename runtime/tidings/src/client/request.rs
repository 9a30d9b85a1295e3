//! A request about to be sent.

use std::future::IntoFuture;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;

use super::connection::{Connection, Route, Via};
use super::{Client, Deferred, Destination, Gather, RequestError, SendError, id};
use crate::json::EncodeError;
use crate::transport::{BoxFuture, Message, MessageId};
use crate::wire::{
    ContractServer, Correlated, CorrelationIds, MessageSet, Operation, Outgoing, SetError,
};

/// How long a request waits for its reply unless it says otherwise.
const PATIENCE: Duration = Duration::from_secs(30);

/// Writes the request, given its correlation id and the address of the reply.
type Encode<'a> = dyn FnOnce(&str, Option<&str>) -> Result<Message, EncodeError> + Send + 'a;

/// A request about to be sent; awaiting it sends it and waits for the reply.
#[must_use = "a request does nothing until it is awaited"]
pub struct Request<'a, R> {
    pub(super) client: &'a Client,
    pub(super) operation: &'static Operation,
    pub(super) route: Route<'static>,
    pub(super) within: Duration,
    pub(super) correlation_id: String,
    pub(super) ids: CorrelationIds,
    destination: Destination,
    encode: Box<Encode<'a>>,
    key: Option<Bytes>,
    id: Option<MessageId>,
    deliver_after: Option<Duration>,
    time_to_live: Option<Duration>,
    reply: PhantomData<fn() -> R>,
}

impl<'a, R: MessageSet> Request<'a, R> {
    pub(super) fn new<Q: Correlated>(
        client: &'a Client,
        operation: &'static Operation,
        destination: Destination,
        mut message: Q,
    ) -> Self
    where
        R: Correlated,
    {
        let ids = Q::IDS.and(R::IDS);
        // The reply's address is known only once an inbox is open, so the message is written at the last moment.
        let encode = move |correlation_id: &str, reply_to: Option<&str>| {
            let mut outgoing = Outgoing::default();
            message.set_correlation_id(correlation_id, &mut outgoing);
            if let Some(reply_to) = reply_to {
                message.set_reply_to(reply_to, &mut outgoing);
            }
            outgoing.encode(&message)
        };
        Self {
            client,
            operation,
            route: Route::of(operation),
            within: PATIENCE,
            correlation_id: id::of_request(ids),
            ids,
            destination,
            encode: Box::new(encode),
            key: None,
            id: None,
            deliver_after: None,
            time_to_live: None,
            reply: PhantomData,
        }
    }

    /// How long to wait for the reply, sending included; 30 seconds unless this is called.
    pub fn timeout(mut self, within: Duration) -> Self {
        self.within = within;
        self
    }

    /// Through this server, as [`Publish::on`](crate::Publish::on) says; a reply to an address of this client comes back
    /// through it.
    pub fn on(mut self, server: &impl ContractServer) -> Self {
        self.route = self.route.via(Via::Server(server.info().name));
        self
    }

    /// Requests of one key stay in order, where the transport keeps any.
    pub fn key(mut self, key: impl Into<Bytes>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The message's id; without this every request gets an id of its own.
    pub fn id(mut self, id: impl Into<Arc<str>>) -> Self {
        self.id = Some(MessageId::new(id));
        self
    }

    /// The transport holds the request back this long, which counts against the time for the reply.
    pub fn deliver_after(mut self, delay: Duration) -> Self {
        self.deliver_after = Some(delay);
        self
    }

    /// After this long the request is worth nothing, and is dropped if nobody has it yet.
    pub fn time_to_live(mut self, time_to_live: Duration) -> Self {
        self.time_to_live = Some(time_to_live);
        self
    }

    /// Waits for the replies of several responders, as a stream, in place of the reply of one.
    pub fn gather(self) -> Gather<'a, R> {
        Gather::new(self)
    }

    /// Sends the request and waits for nothing: its reply is for the reply handler of any instance, now or after a
    /// restart, which gets `context` back with it.
    ///
    /// The context travels in the correlation id, which every responder returns, unless
    /// [`Deferred::in_header`] says otherwise.
    /// It is readable for whoever sees the request, and whoever sends a reply can change it: it is no place for secrets
    /// or permissions.
    pub fn for_handler<C: Serialize>(self, context: &C) -> Deferred<'a, R> {
        Deferred::new(self, context)
    }

    /// The connection that it takes.
    pub(super) fn connection(&self) -> Result<&'a Arc<Connection>, SendError> {
        let client: &'a Client = self.client;
        client.connections().choose(&self.route)
    }

    /// The request as it is sent.
    pub(super) fn message(
        self,
        correlation_id: &str,
        reply_to: Option<&str>,
    ) -> Result<Message, SendError> {
        let message = (self.encode)(correlation_id, reply_to)?;
        Ok(self.destination.address(Message {
            key: self.key,
            // Its id is known before it is sent, so that it is known again.
            id: Some(self.id.unwrap_or_else(|| MessageId::new(id::message_id()))),
            deliver_after: self.deliver_after,
            time_to_live: self.time_to_live,
            ..message
        })?)
    }

    /// Notes in `sent_to` where it goes, as soon as that is known.
    async fn run(mut self, sent_to: &mut Option<String>) -> Result<R, RequestError> {
        let (client, route) = (self.client, self.route);
        let id = std::mem::take(&mut self.correlation_id);
        let waiting = client.expect::<R>(self.operation, self.connection()?, id);
        let waiting = waiting.await?;
        let place = &waiting.place;
        let message = self.message(place.correlation_id(), place.reply_to())?;
        *sent_to = Some(message.address.clone());
        place.sends(&message);
        client.send(&route, message).await?;
        read_reply(&waiting.reply().await?)
    }
}

/// Reads a reply that has arrived.
pub(super) fn read_reply<R: MessageSet>(reply: &Message) -> Result<R, RequestError> {
    R::decode(reply).map_err(|error| match error {
        SetError::Invalid(error) => RequestError::Reply(error),
        SetError::Unknown(unknown) => RequestError::Unexpected(unknown),
    })
}

impl<'a, R: MessageSet> IntoFuture for Request<'a, R> {
    type Output = Result<R, RequestError>;
    type IntoFuture = BoxFuture<'a, Result<R, RequestError>>;

    fn into_future(self) -> Self::IntoFuture {
        let (client, within) = (self.client, self.within);
        let route = self.route;
        Box::pin(async move {
            let mut sent_to = None;
            let reply = tokio::time::timeout(within, self.run(&mut sent_to)).await;
            match (reply, sent_to) {
                (Ok(Err(error)), Some(address)) => Err(error.at(address)),
                (Ok(reply), _) => reply,
                (Err(_), None) => Err(RequestError::Timeout { within }),
                (Err(_), Some(address)) => {
                    let transport = &client.connections().choose(&route)?.transport;
                    Err(match transport.receivers(&address).await {
                        Some(0) => RequestError::NoResponder { address },
                        Some(_) | None => RequestError::Timeout { within },
                    })
                }
            }
        })
    }
}
