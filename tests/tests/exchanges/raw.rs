//! The side without a contract: it publishes bytes, and reads whatever is published.

use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{
    Bindings, ChannelSpec, Message, PublishOptions, SubscribeOptions, Transport,
};
use tokio::sync::mpsc::UnboundedReceiver;

/// A message of a body and headers.
pub(crate) fn message(
    address: &str,
    body: impl Into<Vec<u8>>,
    headers: &[(&str, &str)],
) -> Message {
    let mut message = Message::new(address, body.into());
    for (name, value) in headers {
        message.headers.append(*name, (*value).to_owned());
    }
    message
}

/// Publishes bytes.
pub(crate) async fn publish(memory: &Memory, message: Message) {
    let spec = spec(&message.address);
    let publisher = memory.publisher(&spec, PublishOptions::default());
    publisher.await.unwrap().send(message).await.unwrap();
}

/// Waits for the next message at an address.
pub(crate) async fn next(memory: &Memory, address: &str) -> Message {
    let spec = spec(address);
    let pattern = spec.address.clone().into();
    let subscription = memory.subscribe(&spec, &pattern, SubscribeOptions::new("raw"));
    let mut subscription = subscription.await.unwrap();
    let delivery = subscription.next_batch(1, Duration::ZERO).await.unwrap();
    let (message, token) = delivery.into_iter().next().unwrap().into_parts();
    let _ = token.ack().await;
    Message::clone(&message)
}

/// What was published last, once nothing is under way.
pub(crate) async fn last(memory: &Memory) -> Message {
    settle().await;
    memory.published().pop().unwrap().message().clone()
}

/// Lets everything happen that can happen without waiting.
pub(crate) async fn settle() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}

/// All that a message says, in one line: address, body and headers; its media type where that is not JSON, and what
/// stands in fields of the transport.
pub(crate) fn line(message: &Message) -> String {
    let headers = message.headers.iter();
    let headers =
        headers.map(|(name, value)| format!(" {name}={}", String::from_utf8_lossy(value)));
    let fields = [
        ("content-type", &message.content_type),
        ("correlation-id", &message.correlation_id),
        ("reply-to", &message.reply_to),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(name, value)| Some(format!(" [{name} {}]", value.as_ref()?)))
        .filter(|field| field != " [content-type application/json]");
    assert_eq!(message.key, None);
    format!(
        "{} {}{}{}",
        message.address,
        message.body.escape_ascii(),
        headers.collect::<String>(),
        fields.collect::<String>()
    )
}

/// What handlers noted so far.
pub(crate) async fn noted(notes: &mut UnboundedReceiver<String>) -> Vec<String> {
    settle().await;
    std::iter::from_fn(|| notes.try_recv().ok()).collect()
}

fn spec(address: &str) -> ChannelSpec {
    ChannelSpec {
        name: "raw".to_owned(),
        address: address.parse().unwrap(),
        bindings: Bindings::NONE,
    }
}
