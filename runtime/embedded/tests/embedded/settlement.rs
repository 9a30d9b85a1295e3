//! Acknowledged is done, retried comes back, rejected is a dead letter, dropped was never settled.

use std::time::{Duration, Instant, SystemTime};

use tidings_transport::{Attempt, Reason, ReasonKind, Settled, SubscribeOptions};

use crate::support::{Store, ack, expect_silence, next, order, subscribe};

#[tokio::test]
async fn an_acknowledged_message_never_comes_again() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("once")).await;
    ack(next(&mut subscription).await).await;
    expect_silence(&mut subscription).await;
    let counts = store.transport.counts("work").await.unwrap();
    assert_eq!((counts.waiting, counts.held, counts.done), (0, 0, 1));
}

#[tokio::test]
async fn a_dropped_delivery_comes_again_at_once() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("kept")).await;
    for attempt in 1..=3 {
        let delivery = next(&mut subscription).await;
        assert_eq!(delivery.attempt, Attempt::Exact(attempt));
        drop(delivery);
    }
    let counts = store.transport.counts("work").await.unwrap();
    assert_eq!(counts.done, 0, "dropping never acknowledges");
}

#[tokio::test]
async fn a_cancelled_wait_counts_no_attempt() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("patient")).await;
    for _ in 0..20 {
        let batch = subscription.next_batch(2, Duration::from_secs(10));
        let cancelled = tokio::time::timeout(Duration::from_millis(5), batch).await;
        assert!(cancelled.is_err(), "it lingers for a second message");
    }
    drop(subscription);
    let mut another = store.subscribe("work").await;
    assert_eq!(next(&mut another).await.attempt, Attempt::Exact(1));
}

#[tokio::test]
async fn retry_at_once_comes_with_the_next_attempt() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("again")).await;
    let delivery = next(&mut subscription).await;
    assert_eq!(delivery.retry(None).await, Settled::Confirmed);
    assert_eq!(next(&mut subscription).await.attempt, Attempt::Exact(2));
}

#[tokio::test]
async fn retry_with_a_pause_comes_after_the_pause() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("later")).await;
    let pause = Duration::from_millis(200);
    let start = Instant::now();
    let delivery = next(&mut subscription).await;
    assert_eq!(delivery.retry(Some(pause)).await, Settled::Confirmed);
    assert_eq!(subscription.lag().await, Some(1));
    let delivery = next(&mut subscription).await;
    assert!(start.elapsed() >= pause);
    assert_eq!(delivery.attempt, Attempt::Exact(2));
}

#[tokio::test]
async fn a_dead_letter_keeps_the_message_and_the_reason() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    let mut message = order("poison");
    message.headers.append("trace", vec![0, 255]);
    store.publish(message.clone()).await;
    let before = SystemTime::now() - Duration::from_millis(1);
    let reason = Reason::new(ReasonKind::Invalid, "/quantity: 101 is greater than 100");
    let delivery = next(&mut subscription).await;
    assert_eq!(delivery.reject(&reason).await, Settled::Confirmed);
    expect_silence(&mut subscription).await;

    let letters = store.transport.dead_letters("work", 10).await.unwrap();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].message, message);
    assert_eq!(letters[0].reason_kind, "invalid-message");
    assert_eq!(letters[0].reason, reason.message);
    assert_eq!(letters[0].attempts, 1);
    assert!(letters[0].rejected_at >= before);
    assert_eq!(store.transport.dead_letters("other", 10).await.unwrap(), []);
}

#[tokio::test]
async fn a_replayed_dead_letter_comes_as_if_new() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("second chance")).await;
    let reason = Reason::new(ReasonKind::Refused, "not today");
    next(&mut subscription).await.reject(&reason).await;
    let letters = store.transport.dead_letters("work", 10).await.unwrap();
    assert!(store.transport.replay(letters[0].id).await.unwrap());
    let delivery = next(&mut subscription).await;
    assert_eq!(delivery.attempt, Attempt::Exact(1));
    ack(delivery).await;
    assert!(!store.transport.replay(letters[0].id).await.unwrap());
}

#[tokio::test]
async fn a_lease_that_ended_gives_the_message_to_another() {
    let store = Store::new().await;
    let mut options = SubscribeOptions::new("work");
    options.lease = Duration::from_millis(100);
    let mut slow = subscribe(&store.transport, options).await;
    let mut quick = store.subscribe("work").await;
    store.publish(order("slow")).await;
    let late = next(&mut slow).await;
    let delivery = next(&mut quick).await;
    assert_eq!(delivery.attempt, Attempt::Exact(2));
    assert_eq!(late.extend(Duration::from_secs(1)).await, Settled::TooLate);
    assert_eq!(late.ack().await, Settled::TooLate);
    ack(delivery).await;
}

#[tokio::test]
async fn an_extended_lease_keeps_the_message() {
    let store = Store::new().await;
    let mut options = SubscribeOptions::new("work");
    options.lease = Duration::from_millis(100);
    let mut subscription = subscribe(&store.transport, options).await;
    store.publish(order("long")).await;
    let delivery = next(&mut subscription).await;
    assert!(delivery.lease.is_some());
    let extended = delivery.extend(Duration::from_secs(30)).await;
    assert_eq!(extended, Settled::Confirmed);
    expect_silence(&mut subscription).await;
    ack(delivery).await;
}

#[tokio::test]
async fn what_was_lost_while_it_waited_here_is_not_handed_out() {
    let store = Store::new().await;
    let mut options = SubscribeOptions::new("work");
    options.lease = Duration::from_millis(200);
    let mut slow = subscribe(&store.transport, options).await;
    store.publish(order("waits too long")).await;
    let lingering = slow.next_batch(2, Duration::from_secs(10));
    let cancelled = tokio::time::timeout(Duration::from_millis(100), lingering).await;
    assert!(cancelled.is_err(), "it lingers for a second message");
    let mut quick = store.subscribe("work").await;
    let delivery = next(&mut quick).await;
    assert_eq!(delivery.attempt, Attempt::Exact(2));
    expect_silence(&mut slow).await;
    ack(delivery).await;
}
