//! Closing waits for what is under way, says what was left, and gives it to others.

use std::time::{Duration, Instant};

use tidings_transport::{
    Attempt, CloseReport, Health, PublishErrorKind, PublishOptions, Settled, SubscribeOptions,
    Transport, TransportErrorKind,
};

use crate::support::{
    LIMIT, Store, ack, channel, every_region, next, order, publisher, soon, subscribe,
};

#[tokio::test]
async fn an_idle_transport_closes_with_nothing_left() {
    let store = Store::new().await;
    assert_eq!(store.transport.close(soon()).await, CloseReport::default());
    assert_eq!(*store.transport.health().borrow(), Health::Closed);
}

#[tokio::test]
async fn publishes_under_way_are_drained() {
    let store = Store::new().await;
    let publisher = publisher(&store.transport).await;
    let mut pending = Vec::new();
    for number in 0..50 {
        pending.push(publisher.enqueue(order(number.to_string())).await.unwrap());
    }
    let report = store.transport.close(soon()).await;
    assert_eq!(report.unsent, 0);
    for confirmation in pending {
        confirmation.await.unwrap();
    }
    let rows: i64 = store
        .rows()
        .query_row("SELECT count(*) FROM messages", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 50);
}

#[tokio::test]
async fn a_flush_waits_for_every_confirmation() {
    let store = Store::new().await;
    let publisher = publisher(&store.transport).await;
    let mut pending = Vec::new();
    for number in 0..50 {
        pending.push(publisher.enqueue(order(number.to_string())).await.unwrap());
    }
    let report = publisher.flush(soon()).await;
    assert_eq!((report.failed, report.outstanding), (0, 0));
    let again = publisher.flush(soon()).await;
    assert_eq!((again.confirmed, again.outstanding), (0, 0));
}

#[tokio::test]
async fn unsettled_deliveries_are_counted_and_given_to_others() {
    let store = Store::new().await;
    let other = store.again().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("unsettled")).await;
    let delivery = next(&mut subscription).await;
    let report = store
        .transport
        .close(Instant::now() + Duration::from_millis(100))
        .await;
    assert_eq!(report.unsettled, 1);
    let mut heir = subscribe(&other, SubscribeOptions::new("work")).await;
    let inherited = next(&mut heir).await;
    assert_eq!(inherited.attempt, Attempt::Exact(2));
    assert!(matches!(delivery.ack().await, Settled::Failed(_)));
    ack(inherited).await;
}

#[tokio::test]
async fn a_handler_may_finish_before_the_deadline() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("under way")).await;
    let delivery = next(&mut subscription).await;
    let handler = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        delivery.ack().await
    };
    let (report, settled) = tokio::join!(store.transport.close(soon()), handler);
    assert_eq!(settled, Settled::Confirmed);
    assert_eq!(report.unsettled, 0);
}

#[tokio::test]
async fn who_waits_hears_of_the_end() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    let mut inbox = store.transport.inbox().await.unwrap();
    let batch = tokio::time::timeout(LIMIT, subscription.next_batch(1, Duration::ZERO));
    let reply = tokio::time::timeout(LIMIT, inbox.next());
    let (batch, reply, _) = tokio::join!(batch, reply, store.transport.close(soon()));
    assert!(batch.expect("it hears").unwrap().is_empty());
    assert!(reply.expect("it hears").is_none());
}

#[tokio::test]
async fn a_stopped_subscription_ends_and_gives_back_what_it_has_not_shown() {
    let store = Store::new().await;
    let mut subscription = store.subscribe("work").await;
    store.publish(order("held")).await;
    let held = next(&mut subscription).await;
    store.publish(order("given back")).await;
    let lingering = subscription.next_batch(2, LIMIT);
    let cancelled = tokio::time::timeout(Duration::from_millis(200), lingering).await;
    assert!(cancelled.is_err(), "it waits for a second message");
    subscription.stop_intake().await;
    assert!(
        subscription
            .next_batch(1, Duration::ZERO)
            .await
            .unwrap()
            .is_empty()
    );
    let mut other = store.subscribe("work").await;
    let given_back = next(&mut other).await;
    assert_eq!(given_back.message.body, "given back");
    assert_eq!(given_back.attempt, Attempt::Exact(1));
    ack(held).await;
}

#[tokio::test]
async fn nothing_can_be_begun_after_the_end() {
    let store = Store::new().await;
    let publisher = publisher(&store.transport).await;
    store.transport.close(soon()).await;
    let error = publisher.send(order("late")).await.unwrap_err();
    assert_eq!(error.kind(), PublishErrorKind::Closed);

    let transport = &store.transport;
    let (channel, pattern) = (channel(), every_region());
    let options = SubscribeOptions::new("work");
    let errors = [
        transport
            .publisher(&channel, PublishOptions::default())
            .await
            .err(),
        transport.subscribe(&channel, &pattern, options).await.err(),
        transport.inbox().await.err(),
        transport.remove_group("work").await.err(),
    ];
    for error in errors {
        assert_eq!(error.unwrap().kind(), TransportErrorKind::Closed);
    }
}
