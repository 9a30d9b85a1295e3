//! Messages for later come later, and messages that are worth nothing any more do not come.

use std::time::{Duration, Instant};

use crate::support::{Store, bodies, expect_silence, keyed, next, order, take};

const PAUSE: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_message_for_later_comes_when_its_time_has_come() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    let mut later = order("later");
    later.deliver_after = Some(PAUSE);
    let start = Instant::now();
    store.publish(later).await;
    store.publish(order("now")).await;
    let taken = take(&mut subscription, 2).await;
    assert_eq!(bodies(&taken), ["now", "later"]);
    assert!(start.elapsed() >= PAUSE);
}

#[tokio::test]
async fn a_message_for_later_does_not_hold_up_its_key() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    let mut later = keyed("a", "later");
    later.deliver_after = Some(PAUSE);
    store.publish(later).await;
    store.publish(keyed("a", "now")).await;
    let now = next(&mut subscription).await;
    assert_eq!(now.message.body, "now");
    tokio::time::sleep(2 * PAUSE).await;
    expect_silence(&mut subscription).await;
    drop(now.ack().await);
    assert_eq!(bodies(&[next(&mut subscription).await]), ["later"]);
}

#[tokio::test]
async fn a_new_group_waits_for_a_message_for_later_too() {
    let store = Store::new().await;
    let mut later = order("later");
    later.deliver_after = Some(PAUSE);
    let start = Instant::now();
    store.publish(later).await;
    let mut subscription = store.subscribe("late").await;
    assert_eq!(bodies(&[next(&mut subscription).await]), ["later"]);
    assert!(start.elapsed() >= PAUSE);
}

#[tokio::test]
async fn an_expired_message_never_comes() {
    let store = Store::new().await;
    drop(store.subscribe("work").await);
    let mut short = order("short");
    short.time_to_live = Some(Duration::from_millis(1));
    store.publish(short).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    for group in ["work", "new"] {
        expect_silence(&mut store.subscribe(group).await).await;
    }
    let counts = store.transport.counts("work").await.unwrap();
    assert_eq!((counts.waiting, counts.expired), (0, 1));
}

#[tokio::test]
async fn a_message_comes_within_its_time_to_live() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    let mut long = order("long");
    long.time_to_live = Some(Duration::from_secs(60));
    store.publish(long).await;
    assert_eq!(bodies(&[next(&mut subscription).await]), ["long"]);
}
