//! The side that knows bytes, headers and addresses, and no contract.

use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{
    Bindings, ChannelSpec, Message, PublishOptions, Settled, SubscribeOptions, Subscription,
    Transport,
};

fn channel(address: &str) -> ChannelSpec {
    ChannelSpec {
        name: "raw".to_owned(),
        address: address.parse().expect("an address"),
        bindings: Bindings::NONE,
    }
}

/// Publishes what no client would.
pub(crate) async fn publish(memory: &Memory, message: Message) {
    let channel = channel(&message.address);
    let publisher = memory.publisher(&channel, PublishOptions::default());
    let publisher = publisher.await.expect("a publisher");
    publisher.send(message).await.expect("it is sent");
}

/// Receives what comes to `address`.
pub(crate) async fn receive(memory: &Memory, address: &str, group: &str) -> Box<dyn Subscription> {
    let channel = channel(address);
    let pattern = channel.address.clone().into();
    let options = SubscribeOptions::new(group);
    let subscription = memory.subscribe(&channel, &pattern, options).await;
    subscription.expect("a subscription")
}

/// The next message that is received.
pub(crate) async fn next(subscription: &mut dyn Subscription) -> Message {
    let taken = subscription.next_batch(1, Duration::ZERO).await;
    let mut deliveries = taken.expect("it is open").into_iter();
    let (message, token) = deliveries.next().expect("a message").into_parts();
    assert_eq!(token.ack().await, Settled::Confirmed);
    Message::clone(&message)
}

/// The next message at `address`.
pub(crate) async fn next_at(memory: &Memory, address: &str) -> Message {
    next(&mut *receive(memory, address, "raw").await).await
}

pub(crate) fn header(message: &Message, name: &str) -> String {
    let text = message.headers.text(name);
    text.expect("the header is there").to_owned()
}
