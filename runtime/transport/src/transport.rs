//! The traits a transport implements; every one can be used as `dyn`.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::{
    AddressPattern, Capabilities, ChannelSpec, CloseReport, Delivery, Direction, FlushReport,
    Health, Message, MessageId, Position, Provision, ProvisionReport, PublishError, PublishOptions,
    SubscribeOptions, TransportError,
};

/// A boxed future, because these traits are used as `dyn`.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A connection to one server.
///
/// A transport is picked at run time by the scheme of a URL, so everything here is `dyn`-safe.
#[diagnostic::on_unimplemented(
    message = "connect a transport, as `tidings::connect(\"memory://\")` does, or implement `Transport` for `{Self}`",
    label = "this is no transport"
)]
pub trait Transport: Send + Sync {
    /// The scheme of its URLs and its name in logs: `memory`, `embedded`, `nats`.
    fn scheme(&self) -> &'static str;

    /// What it can do on `channel` in `direction`; the bindings of the channel count.
    fn capabilities(&self, channel: &ChannelSpec, direction: Direction) -> Capabilities;

    /// Looks at or makes what the channels need on the server.
    fn provision<'a>(
        &'a self,
        channels: &'a [ChannelSpec],
        mode: Provision,
    ) -> BoxFuture<'a, Result<ProvisionReport, TransportError>>;

    /// Opens a publisher for the addresses of `channel`.
    fn publisher<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        options: PublishOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Publisher>, TransportError>>;

    /// Joins a group that receives what is sent to the addresses of `pattern`, a pattern of `channel`.
    fn subscribe<'a>(
        &'a self,
        channel: &'a ChannelSpec,
        pattern: &'a AddressPattern,
        options: SubscribeOptions,
    ) -> BoxFuture<'a, Result<Box<dyn Subscription>, TransportError>>;

    /// Opens an address of this process alone, for replies.
    fn inbox(&self) -> BoxFuture<'_, Result<Box<dyn Inbox>, TransportError>>;

    /// How many consumers there are now for what is sent to `address`; none where the transport does not know.
    ///
    /// A requester whose request stays without a reply asks, to tell nobody from somebody slow.
    fn receivers<'a>(&'a self, address: &'a str) -> BoxFuture<'a, Option<usize>> {
        let _ = address;
        Box::pin(std::future::ready(None))
    }

    /// The notes of which messages were handled, where the transport keeps any.
    ///
    /// They are as safe as the messages: a consumer that finds a note has handled the message, whatever has died since.
    fn handled(&self) -> Option<Arc<dyn Handled>> {
        None
    }

    /// How the connection is, now and from now on.
    fn health(&self) -> watch::Receiver<Health>;

    /// Stops taking messages, waits for what is under way until `deadline`, and says what was left.
    fn close(&self, deadline: Instant) -> BoxFuture<'_, CloseReport>;
}

/// Sends messages to the addresses of one channel.
pub trait Publisher: Send + Sync {
    /// Hands a message over and waits for a place in the window, not for the confirmation.
    fn enqueue(&self, message: Message) -> BoxFuture<'_, Result<Pending, PublishError>>;

    /// Hands a message over and waits for the confirmation.
    fn send(&self, message: Message) -> BoxFuture<'_, Result<Receipt, PublishError>> {
        Box::pin(async move { self.enqueue(message).await?.await })
    }

    /// Sends several; the answers are in the order of the messages.
    fn send_batch(
        &self,
        messages: Vec<Message>,
    ) -> BoxFuture<'_, Vec<Result<Receipt, PublishError>>> {
        Box::pin(async move {
            let mut pending = Vec::with_capacity(messages.len());
            for message in messages {
                pending.push(self.enqueue(message).await);
            }
            let mut answers = Vec::with_capacity(pending.len());
            for one in pending {
                answers.push(match one {
                    Ok(confirmation) => confirmation.await,
                    Err(error) => Err(error),
                });
            }
            answers
        })
    }

    /// Waits until everything handed over is confirmed or has failed, at most until `deadline`.
    fn flush(&self, deadline: Instant) -> BoxFuture<'_, FlushReport>;
}

/// The confirmation that is still to come.
pub type Pending = BoxFuture<'static, Result<Receipt, PublishError>>;

/// The confirmation of a published message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// How safely it is kept.
    pub durability: Durability,
    /// Where it stands in the channel.
    pub position: Option<Position>,
    /// Whether the transport knew the message id already and kept the first one.
    pub duplicate: bool,
}

/// How safely a confirmed message is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Durability {
    /// Nobody said anything.
    None,
    /// This process has it.
    Local,
    /// The broker has it in memory or in its page cache.
    Broker,
    /// Several brokers have it.
    Replicated,
    /// It is on disk.
    Synced,
}

/// A consumer of a group.
pub trait Subscription: Send {
    /// Waits for the next delivery, then takes what else is there, at most `max`, for at most `linger`.
    ///
    /// An empty answer means that the subscription has ended.
    fn next_batch(
        &mut self,
        max: usize,
        linger: Duration,
    ) -> BoxFuture<'_, Result<Vec<Delivery>, TransportError>>;

    /// Takes no further messages; what was handed out can still be settled.
    fn stop_intake(&mut self) -> BoxFuture<'_, ()>;

    /// Messages that wait for this group, where the transport knows.
    fn lag(&self) -> BoxFuture<'_, Option<u64>>;
}

/// Notes of which messages the groups have handled, for consumers that handle no message twice.
///
/// A message is known by its id and its address, as for publishers.
pub trait Handled: Send + Sync {
    /// Whether `group` has handled the message of this id that was sent to `address`.
    fn contains<'a>(
        &'a self,
        group: &'a str,
        address: &'a str,
        id: &'a MessageId,
    ) -> BoxFuture<'a, Result<bool, TransportError>>;

    /// Notes that `group` has handled the message; the note is safe when the future is done.
    fn insert<'a>(
        &'a self,
        group: &'a str,
        address: &'a str,
        id: &'a MessageId,
    ) -> BoxFuture<'a, Result<(), TransportError>>;
}

/// An address for replies, and what arrives there.
pub trait Inbox: Send {
    /// The address that a request carries.
    fn address(&self) -> &str;

    /// The next reply; `None` when the inbox has ended.
    fn next(&mut self) -> BoxFuture<'_, Option<Message>>;
}
