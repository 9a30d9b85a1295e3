//! A message about to be published.

use std::future::IntoFuture;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::connection::{Route, Via};
use super::{Client, Destination, SendError};
use crate::json::{EncodeError, Problems};
use crate::transport::{BoxFuture, Message, MessageId, Receipt};
use crate::wire::{ContractServer, Location, MessageKey};

/// A message about to be published; awaiting it publishes it and waits for the confirmation.
///
/// `K` is what the contract says of the message's key; bytes where it says nothing.
#[must_use = "a publish does nothing until it is awaited"]
pub struct Publish<'a, K = Bytes> {
    client: &'a Client,
    route: Route<'static>,
    destination: Destination,
    message: Result<Message, EncodeError>,
    /// Where the contract has the correlation id of the message.
    correlation: Option<Location>,
    key: PhantomData<fn(K)>,
}

impl<'a, K> Publish<'a, K> {
    pub(super) fn new(
        client: &'a Client,
        route: Route<'static>,
        destination: Destination,
        message: Result<Message, EncodeError>,
    ) -> Self {
        Self {
            client,
            route,
            destination,
            message,
            correlation: None,
            key: PhantomData,
        }
    }

    /// The same, for a message that has its correlation id at `location`.
    pub(super) fn correlated_at(mut self, location: Option<Location>) -> Self {
        self.correlation = location;
        self
    }

    /// Messages of one key stay in order, where the transport keeps any.
    ///
    /// A key that the contract does not allow is told when the message is sent.
    pub fn key(mut self, key: impl Into<K>) -> Self
    where
        K: MessageKey,
    {
        match key.into().write() {
            Ok(key) => self.with(|message| message.key = Some(key)),
            Err(error) => {
                self.message = self.message.and(Err(error));
                self
            }
        }
    }

    /// The message's id; a message that is sent again with the id it had is recognised, where the transport can.
    ///
    /// Without this every message gets an id of its own.
    pub fn id(self, id: impl Into<Arc<str>>) -> Self {
        self.with(|message| message.id = Some(MessageId::new(id)))
    }

    /// Ties the message to another one, as a reply that no operation calls a reply: sets the id where the contract has
    /// it, which is a header or else the transport's own field.
    ///
    /// An id that stands in the payload is a field of it; that another one is given here is told when the message is
    /// sent.
    pub fn correlation_id(mut self, id: impl Into<String>) -> Self {
        let (id, correlation) = (id.into(), self.correlation);
        match correlation {
            None => self.with(|message| message.correlation_id = Some(id)),
            Some(Location::Header(name)) => self.with(|message| message.headers.set(name, id)),
            Some(location) => {
                let written = |message: &Message| location.read(message) == Some(id);
                if !self.message.as_ref().is_ok_and(written) {
                    let what =
                        "is not the correlation id that was given beside the message".to_owned();
                    let error = EncodeError::from(Problems::one(location.to_string(), what));
                    self.message = self.message.and(Err(error));
                }
                self
            }
        }
    }

    /// The transport holds the message back this long.
    ///
    /// A transport that cannot is told when the message is sent, or at the start by [`Builder::delays`].
    ///
    /// [`Builder::delays`]: crate::Builder::delays
    pub fn deliver_after(self, delay: Duration) -> Self {
        self.with(|message| message.deliver_after = Some(delay))
    }

    /// The transport holds the message back until this moment; one that has passed holds nothing back.
    pub fn deliver_at(self, moment: SystemTime) -> Self {
        match moment.duration_since(SystemTime::now()) {
            Ok(delay) => self.deliver_after(delay),
            Err(_) => self,
        }
    }

    /// After this long the message is worth nothing, and is dropped if nobody has it yet.
    pub fn time_to_live(self, time_to_live: Duration) -> Self {
        self.with(|message| message.time_to_live = Some(time_to_live))
    }

    /// Through this server, where the channel is on several that the client is connected to; without this it is the
    /// first of them in the order of the contract.
    ///
    /// A server that the client is not connected to, or that has not got the channel, is told when the message is sent.
    pub fn on(mut self, server: &impl ContractServer) -> Self {
        self.route = self.route.via(Via::Server(server.info().name));
        self
    }

    /// Where it goes, and the message unless the contract does not allow it.
    pub(super) fn into_parts(self) -> (Route<'static>, Result<Message, EncodeError>) {
        let destination = self.destination;
        let message = self
            .message
            .and_then(|message| destination.address(message));
        (self.route, message)
    }

    fn with(mut self, change: impl FnOnce(&mut Message)) -> Self {
        if let Ok(message) = &mut self.message {
            change(message);
        }
        self
    }
}

impl<'a, K: 'a> IntoFuture for Publish<'a, K> {
    type Output = Result<Receipt, SendError>;
    type IntoFuture = BoxFuture<'a, Result<Receipt, SendError>>;

    fn into_future(self) -> Self::IntoFuture {
        let client = self.client;
        let (route, message) = self.into_parts();
        Box::pin(async move { client.send(&route, message?).await })
    }
}
