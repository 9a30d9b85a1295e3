//! What a handler and a layer know about a delivery besides the message.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use crate::client::Connection;
use crate::json::DecodeError;
use crate::transport::{Delivery, DeliveryId, Headers, Message, MessageId, Position, Settle};
use crate::wire::MessageKey;

/// A delivery as it arrived, before anything was decoded.
#[derive(Debug)]
pub struct Incoming {
    pub(super) message: Arc<Message>,
    pub(super) channel: &'static str,
    pub(super) operation: OnceLock<&'static str>,
    pub(super) consumer: Arc<Consumer>,
    pub(super) delivery_id: DeliveryId,
    pub(super) attempt: AtomicU32,
    pub(super) position: Option<Position>,
    pub(super) lease: Option<Instant>,
}

/// Who receives.
#[derive(Debug)]
pub(super) struct Consumer {
    pub(super) connection: Arc<Connection>,
    pub(super) group: String,
    pub(super) name: String,
}

impl Incoming {
    /// Takes a delivery apart into what handlers see and what settles it.
    pub(super) fn of(
        delivery: Delivery,
        channel: &'static str,
        consumer: &Arc<Consumer>,
    ) -> (Arc<Self>, Box<dyn Settle>) {
        let delivery_id = delivery.id();
        let number = delivery.attempt.number();
        let (position, lease) = (delivery.position.clone(), delivery.lease);
        let (message, token) = delivery.into_parts();
        let incoming = Self {
            message,
            channel,
            operation: OnceLock::new(),
            consumer: Arc::clone(consumer),
            delivery_id,
            attempt: AtomicU32::new(number),
            position,
            lease,
        };
        (Arc::new(incoming), token)
    }

    /// The message as the transport delivered it.
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// The name of the channel in the contract.
    pub fn channel(&self) -> &'static str {
        self.channel
    }

    /// The name of the operation that the message belongs to; none when it belongs to none that is served.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation.get().copied()
    }

    /// The server of the contract that it came from; none where the transport stands for all of them.
    pub fn server(&self) -> Option<&'static str> {
        self.consumer.connection.server
    }

    /// The number of this try, from 1; what it counts, [`crate::Retry`] says.
    pub fn attempt(&self) -> u32 {
        self.attempt.load(Ordering::Relaxed)
    }

    /// The group that receives.
    pub fn group(&self) -> &str {
        &self.consumer.group
    }

    /// The name of this consumer within the group; empty when it has none.
    pub fn consumer(&self) -> &str {
        &self.consumer.name
    }

    /// The name of this delivery in the transport's own books, for logs.
    pub fn delivery_id(&self) -> &DeliveryId {
        &self.delivery_id
    }

    /// Where the message stands in the channel, where the transport knows places.
    pub fn position(&self) -> Option<&Position> {
        self.position.as_ref()
    }

    /// Until when the transport keeps the delivery for this consumer as it arrived; it is extended meanwhile.
    pub fn lease(&self) -> Option<Instant> {
        self.lease
    }
}

/// What a handler knows about a delivery besides the message.
pub struct Context<A> {
    address: A,
    incoming: Arc<Incoming>,
    attempt: u32,
    correlation_id: Option<String>,
}

impl<A> Context<A> {
    pub(super) fn new(
        address: A,
        incoming: &Arc<Incoming>,
        correlation_id: Option<String>,
    ) -> Self {
        Self {
            address,
            attempt: incoming.attempt(),
            incoming: Arc::clone(incoming),
            correlation_id,
        }
    }

    /// The parameters of the address that the message was sent to.
    pub fn address(&self) -> &A {
        &self.address
    }

    /// The server of the contract that it came from; none where the transport stands for all of them.
    pub fn server(&self) -> Option<&'static str> {
        self.incoming.server()
    }

    /// The number of this try, from 1; what it counts, [`crate::Retry`] says.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The group that receives.
    pub fn group(&self) -> &str {
        self.incoming.group()
    }

    /// The name of this consumer within the group; empty when it has none.
    pub fn consumer(&self) -> &str {
        self.incoming.consumer()
    }

    /// The name of this delivery in the transport's own books, for logs.
    pub fn delivery_id(&self) -> &DeliveryId {
        self.incoming.delivery_id()
    }

    /// The producer's id of the message, the same for every copy of it.
    pub fn message_id(&self) -> Option<&MessageId> {
        self.incoming.message.id.as_ref()
    }

    /// The id that ties a reply to its request, read where the contract says.
    pub fn correlation_id(&self) -> Option<&str> {
        self.correlation_id.as_deref()
    }

    /// All headers as they arrived, also those that the contract does not declare.
    pub fn headers(&self) -> &Headers {
        &self.incoming.message.headers
    }

    /// The ordering key.
    pub fn key(&self) -> Option<&[u8]> {
        self.incoming.message.key.as_deref()
    }

    /// The ordering key as what the contract says it is.
    ///
    /// # Errors
    ///
    /// What the contract does not allow.
    pub fn typed_key<K: MessageKey>(&self) -> Result<Option<K>, DecodeError> {
        self.key().map(K::read).transpose()
    }

    /// Where the message stands in the channel, where the transport knows places.
    pub fn position(&self) -> Option<&Position> {
        self.incoming.position()
    }

    /// Until when the transport keeps the delivery for this consumer as it arrived; it is extended meanwhile.
    pub fn lease(&self) -> Option<Instant> {
        self.incoming.lease()
    }
}

impl<A: fmt::Debug> fmt::Debug for Context<A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Context")
            .field("address", &self.address)
            .field("attempt", &self.attempt)
            .field("group", &self.group())
            .field("delivery_id", &self.delivery_id())
            .finish_non_exhaustive()
    }
}
