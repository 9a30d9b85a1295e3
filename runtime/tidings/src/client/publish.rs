//! A message about to be published.

use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::{Client, SendError};
use crate::json::EncodeError;
use crate::transport::{BoxFuture, Message, MessageId, Receipt};
use crate::wire::Channel;

/// A message about to be published; awaiting it publishes it and waits for the confirmation.
#[must_use = "a publish does nothing until it is awaited"]
pub struct Publish<'a> {
    client: &'a Client,
    channel: &'static Channel,
    message: Result<Message, EncodeError>,
}

impl<'a> Publish<'a> {
    pub(super) fn new(
        client: &'a Client,
        channel: &'static Channel,
        message: Result<Message, EncodeError>,
    ) -> Self {
        Self {
            client,
            channel,
            message,
        }
    }

    /// Messages of one key stay in order, where the transport keeps any.
    pub fn key(self, key: impl Into<Bytes>) -> Self {
        self.with(|message| message.key = Some(key.into()))
    }

    /// The message's id; a message that is sent again with the id it had is recognised, where the transport can.
    ///
    /// Without this every message gets an id of its own.
    pub fn id(self, id: impl Into<Arc<str>>) -> Self {
        self.with(|message| message.id = Some(MessageId::new(id)))
    }

    /// The transport holds the message back this long.
    pub fn deliver_after(self, delay: Duration) -> Self {
        self.with(|message| message.deliver_after = Some(delay))
    }

    /// After this long the message is worth nothing, and is dropped if nobody has it yet.
    pub fn time_to_live(self, time_to_live: Duration) -> Self {
        self.with(|message| message.time_to_live = Some(time_to_live))
    }

    fn with(mut self, change: impl FnOnce(&mut Message)) -> Self {
        if let Ok(message) = &mut self.message {
            change(message);
        }
        self
    }
}

impl<'a> IntoFuture for Publish<'a> {
    type Output = Result<Receipt, SendError>;
    type IntoFuture = BoxFuture<'a, Result<Receipt, SendError>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.client.send(self.channel, self.message?).await })
    }
}
