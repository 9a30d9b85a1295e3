//! The transport in memory by itself.

use std::time::Duration;

use tidings::memory::Memory;
use tidings::transport::{
    AddressPattern, Attempt, Bindings, ChannelSpec, Delivery, Message, PublishOptions, Settled,
    SubscribeOptions, Subscription, Transport,
};

fn channel() -> ChannelSpec {
    ChannelSpec {
        name: "letters".to_owned(),
        address: "letters/{town}".parse().unwrap(),
        bindings: Bindings::NONE,
    }
}

async fn subscribe(memory: &Memory, options: SubscribeOptions) -> Box<dyn Subscription> {
    let pattern = AddressPattern::any(channel().address);
    memory
        .subscribe(&channel(), &pattern, options)
        .await
        .unwrap()
}

async fn publish(memory: &Memory, message: Message) {
    let publisher = memory
        .publisher(&channel(), PublishOptions::default())
        .await
        .unwrap();
    publisher.send(message).await.unwrap();
}

async fn letter(memory: &Memory, text: &'static str) {
    publish(memory, Message::new("letters/york", text)).await;
}

/// What can be taken without waiting.
async fn take(subscription: &mut dyn Subscription) -> Vec<Delivery> {
    let next = subscription.next_batch(10, Duration::ZERO);
    tokio::time::timeout(Duration::from_millis(1), next)
        .await
        .map_or(Vec::new(), Result::unwrap)
}

async fn one(subscription: &mut dyn Subscription) -> Delivery {
    let mut batch = take(subscription).await;
    assert_eq!(batch.len(), 1, "{batch:?}");
    batch.remove(0)
}

#[tokio::test]
async fn on_a_paused_clock_nothing_happens_by_itself() {
    let memory = Memory::paused();
    let mut subscription = subscribe(&memory, SubscribeOptions::new("g")).await;
    let mut later = Message::new("letters/york", "later");
    later.deliver_after = Some(Duration::from_secs(3600));
    publish(&memory, later).await;
    assert!(take(&mut *subscription).await.is_empty());
    memory.advance(Duration::from_secs(3599));
    assert!(take(&mut *subscription).await.is_empty());
    memory.advance(Duration::from_secs(1));
    assert_eq!(
        one(&mut *subscription).await.ack().await,
        Settled::Confirmed
    );
}

#[tokio::test]
async fn a_waiting_consumer_notices_that_the_clock_was_moved() {
    let memory = Memory::paused();
    let mut subscription = subscribe(&memory, SubscribeOptions::new("g")).await;
    let mut later = Message::new("letters/york", "later");
    later.deliver_after = Some(Duration::from_secs(60));
    publish(&memory, later).await;
    let waiting = tokio::spawn(async move {
        let batch = subscription.next_batch(1, Duration::ZERO).await.unwrap();
        batch.len()
    });
    tokio::task::yield_now().await;
    memory.advance(Duration::from_secs(60));
    assert_eq!(waiting.await.unwrap(), 1);
}

#[tokio::test]
async fn a_delivery_that_is_kept_too_long_goes_to_another_consumer() {
    let memory = Memory::paused();
    let mut slow = subscribe(&memory, SubscribeOptions::new("g")).await;
    let mut other = subscribe(&memory, SubscribeOptions::new("g")).await;
    letter(&memory, "a").await;
    let kept = one(&mut *slow).await;
    memory.advance(Duration::from_secs(29));
    assert!(take(&mut *other).await.is_empty());
    memory.advance(Duration::from_secs(1));
    let again = one(&mut *other).await;
    assert_eq!(again.attempt, Attempt::Exact(2));
    assert_eq!(kept.ack().await, Settled::TooLate);
    assert_eq!(again.ack().await, Settled::Confirmed);
}

#[tokio::test]
async fn a_lease_can_be_extended() {
    let memory = Memory::paused();
    let mut subscription = subscribe(&memory, SubscribeOptions::new("g")).await;
    letter(&memory, "a").await;
    let delivery = one(&mut *subscription).await;
    let (_, token) = delivery.into_parts();
    memory.advance(Duration::from_secs(20));
    assert_eq!(
        token.extend(Duration::from_secs(30)).await,
        Settled::Confirmed
    );
    memory.advance(Duration::from_secs(20));
    assert_eq!(token.ack().await, Settled::Confirmed);
}

#[tokio::test]
async fn a_dropped_delivery_comes_again_at_once() {
    let memory = Memory::paused();
    let mut subscription = subscribe(&memory, SubscribeOptions::new("g")).await;
    letter(&memory, "a").await;
    drop(one(&mut *subscription).await);
    assert_eq!(one(&mut *subscription).await.attempt, Attempt::Exact(2));
}

#[tokio::test]
async fn a_consumer_has_no_more_in_hand_than_it_asked_for() {
    let memory = Memory::paused();
    let mut options = SubscribeOptions::new("g");
    options.prefetch = 2;
    let mut subscription = subscribe(&memory, options).await;
    for text in ["a", "b", "c"] {
        letter(&memory, text).await;
    }
    let mut batch = take(&mut *subscription).await;
    assert_eq!(batch.len(), 2);
    assert!(take(&mut *subscription).await.is_empty());
    assert_eq!(subscription.lag().await, Some(1));
    batch.remove(0).ack().await;
    assert_eq!(one(&mut *subscription).await.message.body, "c");
}

#[tokio::test]
async fn a_pattern_with_a_value_gets_that_value_only() {
    let memory = Memory::paused();
    let pattern = AddressPattern::any(channel().address).with("town", "york");
    let options = SubscribeOptions::new("g");
    let mut subscription = memory
        .subscribe(&channel(), &pattern, options)
        .await
        .unwrap();
    publish(&memory, Message::new("letters/leeds", "a")).await;
    letter(&memory, "b").await;
    assert_eq!(one(&mut *subscription).await.message.body, "b");
}

#[tokio::test]
async fn an_ephemeral_group_goes_with_its_last_consumer() {
    let memory = Memory::paused();
    let mut options = SubscribeOptions::new("g");
    options.ephemeral = true;
    options.start = tidings::transport::Start::Now;
    let first = subscribe(&memory, options.clone()).await;
    let second = subscribe(&memory, options.clone()).await;
    letter(&memory, "a").await;
    drop(first);
    assert_eq!(second.lag().await, Some(1));
    drop(second);
    assert_eq!(subscribe(&memory, options).await.lag().await, Some(0));
}

#[tokio::test]
async fn one_name_is_one_store() {
    let address = "letters/york";
    publish(&Memory::named("post"), Message::new(address, "a")).await;
    assert_eq!(Memory::named("post").published()[0].address(), address);
    assert!(Memory::named("another").published().is_empty());
    assert!(Memory::new().published().is_empty());
}

#[tokio::test]
async fn only_its_owner_hears_an_inbox() {
    let memory = Memory::new();
    let mut inbox = memory.inbox().await.unwrap();
    let other = memory.inbox().await.unwrap();
    assert_ne!(inbox.address(), other.address());
    publish(&memory, Message::new(inbox.address(), "hello")).await;
    assert_eq!(inbox.next().await.unwrap().body, "hello");
    memory.close(std::time::Instant::now()).await;
    assert!(inbox.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn closing_waits_for_what_is_in_hand_and_says_what_was_left() {
    let memory = Memory::new();
    let mut subscription = subscribe(&memory, SubscribeOptions::new("g")).await;
    letter(&memory, "a").await;
    letter(&memory, "b").await;
    let mut batch = take(&mut *subscription).await;
    let quick = batch.remove(0);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        quick.ack().await
    });
    let deadline = (tokio::time::Instant::now() + Duration::from_secs(5)).into_std();
    let left = memory.close(deadline).await;
    assert_eq!(left.unsettled, 1);
    assert!(take(&mut *subscription).await.is_empty());
    assert_eq!(memory.reconnect().published().len(), 2);
}
