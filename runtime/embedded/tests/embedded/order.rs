//! Messages of one key come in order, whatever happens to one of them.

use std::time::Duration;

use tidings_transport::{Lane, Reason, ReasonKind, Settled};

use crate::support::{Store, ack, bodies, expect_silence, keyed, next, order, take};

#[tokio::test]
async fn a_later_message_waits_while_an_earlier_one_is_held() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    for body in ["a1", "a2"] {
        store.publish(keyed("a", body)).await;
    }
    store.publish(keyed("b", "b1")).await;
    store.publish(order("no key")).await;
    let mut taken = take(&mut subscription, 3).await;
    assert_eq!(bodies(&taken), ["a1", "b1", "no key"]);
    assert_eq!(taken[0].lane, Lane("a".into()));
    expect_silence(&mut subscription).await;
    ack(taken.remove(0)).await;
    assert_eq!(bodies(&[next(&mut subscription).await]), ["a2"]);
}

#[tokio::test]
async fn a_later_message_waits_while_an_earlier_one_is_to_be_retried() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    for body in ["a1", "a2"] {
        store.publish(keyed("a", body)).await;
    }
    let pause = Duration::from_millis(200);
    let retried = next(&mut subscription).await.retry(Some(pause)).await;
    assert_eq!(retried, Settled::Confirmed);
    store.publish(keyed("a", "a3")).await;
    let mut handled = Vec::new();
    for _ in 0..3 {
        let delivery = next(&mut subscription).await;
        handled.push(String::from_utf8(delivery.message.body.to_vec()).unwrap());
        ack(delivery).await;
    }
    assert_eq!(handled, ["a1", "a2", "a3"]);
}

#[tokio::test]
async fn a_dead_letter_lets_the_next_message_pass_and_is_replayed_after_it() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    for body in ["a1", "a2"] {
        store.publish(keyed("a", body)).await;
    }
    let reason = Reason::new(ReasonKind::Exhausted, "no luck");
    next(&mut subscription).await.reject(&reason).await;
    let second = next(&mut subscription).await;
    assert_eq!(second.message.body, "a2");
    let letters = store.transport.dead_letters("work", 1).await.unwrap();
    assert!(store.transport.replay(letters[0].id).await.unwrap());
    expect_silence(&mut subscription).await;
    ack(second).await;
    assert_eq!(bodies(&[next(&mut subscription).await]), ["a1"]);
}

#[tokio::test]
async fn groups_do_not_wait_for_each_other() {
    let store = Store::new().await;
    let mut slow = store.subscribe("slow").await;
    let mut quick = store.subscribe("quick").await;
    for body in ["a1", "a2"] {
        store.publish(keyed("a", body)).await;
    }
    let held = next(&mut slow).await;
    ack(next(&mut quick).await).await;
    assert_eq!(bodies(&[next(&mut quick).await]), ["a2"]);
    ack(held).await;
}

#[tokio::test]
async fn a_new_group_takes_the_log_in_order_too() {
    let store = Store::new().await;
    for (key, body) in [("a", "a1"), ("b", "b1"), ("a", "a2")] {
        store.publish(keyed(key, body)).await;
    }
    let mut subscription = store.subscribe("late").await;
    let mut taken = take(&mut subscription, 2).await;
    assert_eq!(bodies(&taken), ["a1", "b1"]);
    expect_silence(&mut subscription).await;
    ack(taken.remove(0)).await;
    assert_eq!(bodies(&[next(&mut subscription).await]), ["a2"]);
}

#[tokio::test]
async fn an_expired_message_lets_the_next_one_pass() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(keyed("a", "a1")).await;
    let held = next(&mut subscription).await;
    let mut short = keyed("a", "short");
    short.time_to_live = Some(Duration::from_millis(50));
    store.publish(short).await;
    store.publish(keyed("a", "a2")).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    ack(held).await;
    assert_eq!(bodies(&[next(&mut subscription).await]), ["a2"]);
}
