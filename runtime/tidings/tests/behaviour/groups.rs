//! Who gets which message.

use std::collections::BTreeSet;
use std::time::Duration;

use tidings::{Context, HandlerError};

use crate::bench::{Bench, Running, Seen, depot, parcel_of, run, sent};
use crate::contract::{ParcelEvent, ParcelEventsAddress};

/// A consumer that notes every parcel it hears of.
async fn listen(bench: &Bench, group: &str, seen: &Seen<String>) -> Running {
    let note = seen.note();
    let handler = move |_, event: ParcelEvent| {
        let note = note.clone();
        async move {
            // As long as one has a message in hand, another one takes the next.
            tokio::time::sleep(Duration::from_millis(5)).await;
            note.send(parcel_of(&event))?;
            Ok::<_, HandlerError>(())
        }
    };
    let server = bench.parcels.serve(group).on_parcel_event(handler);
    run(server.concurrency(1)).await
}

#[tokio::test(start_paused = true)]
async fn every_group_gets_every_message() {
    let bench = Bench::new();
    let (mut billing, mut tracking) = (Seen::new(), Seen::new());
    let one = listen(&bench, "billing", &billing).await;
    let other = listen(&bench, "tracking", &tracking).await;
    for id in ["a", "b", "c"] {
        bench.sent(id).await;
    }
    for id in ["a", "b", "c"] {
        assert_eq!(billing.next().await, id);
        assert_eq!(tracking.next().await, id);
    }
    assert_eq!(one.stop().await.handled, 3);
    assert_eq!(other.stop().await.handled, 3);
}

#[tokio::test(start_paused = true)]
async fn consumers_of_one_group_share_its_messages() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let one = listen(&bench, "billing", &seen).await;
    let other = listen(&bench, "billing", &seen).await;
    let ids: Vec<_> = (0..20).map(|number| number.to_string()).collect();
    for id in &ids {
        bench.sent(id).await;
    }
    let mut got = BTreeSet::new();
    for _ in &ids {
        assert!(got.insert(seen.next().await), "one message came twice");
    }
    let (one, other) = (one.stop().await.handled, other.stop().await.handled);
    assert_eq!(one + other, 20);
    assert!(one > 0 && other > 0, "one consumer did everything");
}

#[tokio::test(start_paused = true)]
async fn a_group_that_comes_later_gets_what_was_sent_before() {
    let bench = Bench::new();
    bench.sent("early").await;
    let mut seen = Seen::new();
    let server = listen(&bench, "billing", &seen).await;
    assert_eq!(seen.next().await, "early");
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_group_reads_on_where_it_stopped() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let server = listen(&bench, "billing", &seen).await;
    bench.sent("first").await;
    assert_eq!(seen.next().await, "first");
    server.stop().await;
    bench.sent("meanwhile").await;
    let server = listen(&bench, "billing", &seen).await;
    assert_eq!(seen.next().await, "meanwhile");
    server.stop().await;
    assert!(seen.rest().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_address_of_a_message_comes_back_as_it_was_given() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |context: Context<ParcelEventsAddress>, _: ParcelEvent| {
        let note = note.clone();
        async move { Ok(note.send(context.address().clone())?) }
    };
    let server = run(bench.parcels.serve("g").on_parcel_event(handler)).await;
    for name in ["north", "süd"] {
        let event = sent("a");
        bench
            .parcels
            .publish_parcel_event(depot(name), event)
            .await
            .unwrap();
        assert_eq!(seen.next().await, depot(name));
    }
    server.stop().await;
}
