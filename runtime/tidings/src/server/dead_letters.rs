//! What becomes of messages that are given up.

use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::Incoming;
use super::panic::caught;
use crate::client::{Client, Route, Via};
use crate::transport::{Message, MessageId, Reason, Settle, Settled};
use crate::wire::Channel;

/// Called with every message that is given up, and why.
pub(super) type Hook = Arc<dyn Fn(&Incoming, &Reason) + Send + Sync>;

/// The headers that a copy among the dead letters has beside its own.
///
/// They are documented in `docs/receiving.md`.
pub(super) mod header {
    /// The class of the failure, one word: [`super::Reason::kind`].
    pub(in crate::server) const REASON: &str = "x-death-reason";
    /// The failure in one sentence.
    pub(in crate::server) const ERROR: &str = "x-death-error";
    /// When it was given up, in milliseconds since 1970 (UTC).
    pub(in crate::server) const TIME: &str = "x-death-time";
    /// How often it was tried.
    pub(in crate::server) const ATTEMPTS: &str = "x-attempts";
    /// The name of its channel in the contract.
    pub(in crate::server) const CHANNEL: &str = "x-origin-channel";
    /// The address it was sent to.
    pub(in crate::server) const ADDRESS: &str = "x-origin-address";
    /// Its place in the channel, where the transport knows any.
    pub(in crate::server) const POSITION: &str = "x-origin-position";
    /// The producer's id of it, if it has one.
    pub(in crate::server) const ID: &str = "x-origin-id";
    /// The group that gave it up.
    pub(in crate::server) const CONSUMER: &str = "x-consumer";
}

/// The channel that copies are published to; its address is what the application says.
pub(super) static CHANNEL: Channel = Channel::new("dead letters", None);

/// Gives messages up: tells the hook, then has the transport or a copy keep them.
#[derive(Clone)]
pub(super) struct DeadLetters {
    pub(super) client: Client,
    /// Where copies go; none where the transport keeps what is rejected.
    pub(super) address: Option<Arc<str>>,
    pub(super) hook: Option<Hook>,
}

impl DeadLetters {
    /// Gives a message up.
    ///
    /// A copy is confirmed before the delivery is settled: a crash in between leaves a second copy with the same id,
    /// and no loss.
    pub(super) async fn take(
        &self,
        incoming: &Incoming,
        token: Box<dyn Settle>,
        reason: &Reason,
    ) -> Settled {
        if self.address.is_none() {
            self.tell(incoming, reason);
            return token.reject(reason).await;
        }
        match self.keep(incoming, reason).await {
            Settled::Sent => token.ack().await,
            // Dropped with its token, the message is delivered again.
            failed => failed,
        }
    }

    /// Gives a message up that is settled already: without an address for copies only the hook hears of it.
    pub(super) async fn keep(&self, incoming: &Incoming, reason: &Reason) -> Settled {
        self.tell(incoming, reason);
        let Some(address) = &self.address else {
            return Settled::Sent;
        };
        let copy = copy(incoming, address, reason);
        // A copy stays on the server that the message came from.
        let route = Route::to(&CHANNEL).via(Via::Back(&incoming.consumer.connection));
        match self.client.send_past_layers(&route, copy).await {
            Ok(_) => Settled::Sent,
            Err(error) => Settled::Failed(format!("the dead letter was not sent: {error}")),
        }
    }

    /// Tells the hook; one that panics is the application's loss, not the message's.
    fn tell(&self, incoming: &Incoming, reason: &Reason) {
        if let Some(hook) = &self.hook {
            let _ = caught(|| hook(incoming, reason));
        }
    }
}

/// The message as it came, with what is to be known of its end.
fn copy(incoming: &Incoming, address: &str, reason: &Reason) -> Message {
    let original = incoming.message();
    let mut headers = original.headers.clone();
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    headers.set(header::REASON, reason.kind.name());
    headers.set(header::ERROR, reason.message.clone());
    headers.set(
        header::TIME,
        now.unwrap_or_default().as_millis().to_string(),
    );
    headers.set(header::ATTEMPTS, incoming.attempt().to_string());
    headers.set(header::CHANNEL, incoming.channel());
    headers.set(header::ADDRESS, original.address.clone());
    if let Some(position) = incoming.position() {
        headers.set(header::POSITION, position.0.clone());
    }
    if let Some(id) = &original.id {
        headers.set(header::ID, id.as_str().to_owned());
    }
    headers.set(header::CONSUMER, incoming.group().to_owned());
    // Groups give the same message up one by one, and each of their copies counts.
    let id = original.id.as_ref();
    let id = id.map(|id| MessageId::new(format!("{id}/{}", incoming.group())));
    Message {
        id,
        address: address.to_owned(),
        headers,
        time_to_live: None,
        deliver_after: None,
        ..original.clone()
    }
}

impl fmt::Debug for DeadLetters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DeadLetters")
            .field("address", &self.address)
            .field("hook", &self.hook.is_some())
            .finish_non_exhaustive()
    }
}
