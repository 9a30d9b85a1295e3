//! Each group gets every message of its addresses; consumers of one group share them.

use std::collections::BTreeSet;
use std::time::Duration;

use tidings_transport::{AddressPattern, Message, Start, SubscribeOptions, Transport};

use crate::support::{
    Store, ack, bodies, channel, expect_silence, next, order, soon, subscribe, subscribe_to, take,
};

#[tokio::test]
async fn two_groups_each_get_everything() {
    let store = Store::new().await;
    let mut billing = store.subscribe("billing").await;
    let mut shipping = store.subscribe("shipping").await;
    for number in 0..5 {
        store.publish(order(number.to_string())).await;
    }
    for group in [&mut billing, &mut shipping] {
        assert_eq!(bodies(&take(group, 5).await), ["0", "1", "2", "3", "4"]);
    }
}

#[tokio::test]
async fn two_consumers_of_a_group_share() {
    let store = Store::new().await;
    let mut consumers = [store.subscribe("work").await, store.subscribe("work").await];
    for number in 0..20 {
        store.publish(order(number.to_string())).await;
    }
    let mut seen = BTreeSet::new();
    for turn in 0..20 {
        let delivery = next(&mut consumers[turn % 2]).await;
        assert!(
            seen.insert(delivery.message.body.clone()),
            "delivered twice"
        );
        ack(delivery).await;
    }
    for consumer in &mut consumers {
        expect_silence(consumer).await;
    }
}

#[tokio::test]
async fn a_new_group_begins_where_it_asks_to() {
    let store = Store::new().await;
    store.publish(order("before")).await;
    let mut earliest = store.subscribe("earliest").await;
    let mut options = SubscribeOptions::new("now");
    options.start = Start::Now;
    let mut now = subscribe(&store.transport, options).await;
    store.publish(order("after")).await;
    let taken = take(&mut earliest, 2).await;
    assert_eq!(bodies(&taken), ["before", "after"]);
    let taken = take(&mut now, 1).await;
    assert_eq!(bodies(&taken), ["after"]);
    expect_silence(&mut now).await;
}

#[tokio::test]
async fn a_group_reads_on_where_it_stopped() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("first")).await;
    ack(next(&mut subscription).await).await;
    drop(subscription);
    store.transport.close(soon()).await;

    let reopened = store.again().await;
    crate::support::publish(&reopened, order("second")).await;
    let mut options = SubscribeOptions::new("work");
    options.start = Start::Now;
    let mut subscription = subscribe(&reopened, options).await;
    assert_eq!(bodies(&[next(&mut subscription).await]), ["second"]);
}

#[tokio::test]
async fn a_group_gets_the_addresses_of_its_pattern_only() {
    let store = Store::new().await;
    store.publish(Message::new("orders/us", "us 1")).await;
    store.publish(Message::new("orders/eu", "eu 1")).await;
    let pattern = AddressPattern::any(channel().address).with("region", "eu");
    let options = SubscribeOptions::new("europe");
    let mut europe = subscribe_to(&store.transport, pattern, options).await;
    store.publish(Message::new("orders/us", "us 2")).await;
    store.publish(Message::new("invoices/eu", "invoice")).await;
    store.publish(Message::new("orders/eu", "eu 2")).await;
    let taken = take(&mut europe, 2).await;
    assert_eq!(bodies(&taken), ["eu 1", "eu 2"]);
    expect_silence(&mut europe).await;
}

#[tokio::test]
async fn a_group_of_another_connection_is_seen_at_once() {
    let store = Store::new().await;
    store.publish(order("fills the cache")).await;
    let other = store.again().await;
    let mut subscription = subscribe(&other, SubscribeOptions::new("other")).await;
    store.publish(order("next")).await;
    let taken = take(&mut subscription, 2).await;
    assert_eq!(bodies(&taken), ["fills the cache", "next"]);
}

#[tokio::test]
async fn a_batch_takes_what_comes_while_it_lingers() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    let publisher = async {
        for number in 0..3 {
            store.publish(order(number.to_string())).await;
        }
    };
    let batch = subscription.next_batch(3, Duration::from_secs(10));
    let (batch, ()) = tokio::join!(batch, publisher);
    assert_eq!(bodies(&batch.unwrap()), ["0", "1", "2"]);
}

#[tokio::test]
async fn prefetch_bounds_what_is_unsettled() {
    let store = Store::new().await;
    let mut options = SubscribeOptions::new("work");
    options.prefetch = 2;
    let mut subscription = subscribe(&store.transport, options).await;
    for number in 0..3 {
        store.publish(order(number.to_string())).await;
    }
    let mut taken = take(&mut subscription, 2).await;
    expect_silence(&mut subscription).await;
    ack(taken.remove(0)).await;
    assert_eq!(bodies(&take(&mut subscription, 1).await), ["2"]);
}

#[tokio::test]
async fn a_removed_group_is_gone_and_can_be_made_anew() {
    let store = Store::new().await;
    store.publish(order("kept")).await;
    drop(store.subscribe("work").await);
    assert_eq!(store.transport.groups().await.unwrap().len(), 1);
    assert_eq!(store.transport.remove_group("work").await.unwrap(), 1);
    assert_eq!(store.transport.groups().await.unwrap(), []);
    let mut anew = store.subscribe("work").await;
    assert_eq!(bodies(&[next(&mut anew).await]), ["kept"]);
}

#[tokio::test]
async fn it_is_known_who_receives_at_an_address_in_whatever_process() {
    let store = Store::new().await;
    let other = store.again().await;
    let receivers = async |address| store.transport.receivers(address).await;
    assert_eq!(receivers("orders/eu").await, Some(0));
    let europe = AddressPattern::any(channel().address).with("region", "eu");
    let one = subscribe_to(&other, europe, SubscribeOptions::new("europe")).await;
    let all = store.subscribe("work").await;
    assert_eq!(receivers("orders/eu").await, Some(2));
    assert_eq!(receivers("orders/us").await, Some(1));
    drop(all);
    assert_eq!(
        receivers("orders/us").await,
        Some(0),
        "the group stays, and nobody is there"
    );
    assert_eq!(receivers("orders/eu").await, Some(1));
    other.close(soon()).await;
    drop(one);
    assert_eq!(receivers("orders/eu").await, Some(0));
}
