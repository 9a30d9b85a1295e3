//! Addresses that are subscribed and unsubscribed while a server runs.

use tidings::{Addresses, Context, HandlerError};
use tokio::sync::mpsc::UnboundedSender;

use crate::bench::{Bench, Seen, depot, parcel_of, run, sent, settle};
use crate::contract::{OnParcelEvent, ParcelEvent, ParcelEventsAddress};

/// Notes where each parcel was.
fn noting(note: UnboundedSender<String>) -> impl OnParcelEvent {
    move |context: Context<ParcelEventsAddress>, event: ParcelEvent| {
        let note = note.clone();
        async move {
            let depot = context.address().depot.clone();
            note.send(format!("{} in {depot}", parcel_of(&event)))?;
            Ok::<_, HandlerError>(())
        }
    }
}

async fn send(bench: &Bench, id: &str, name: &str) {
    let publish = bench.parcels.publish_parcel_event(depot(name), sent(id));
    publish.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn only_the_named_addresses_are_received_from() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let server = bench
        .parcels
        .serve("g")
        .on_parcel_event(noting(seen.note()));
    let server = run(server.only(depot("north"))).await;
    send(&bench, "a", "south").await;
    send(&bench, "b", "north").await;
    settle().await;
    assert_eq!(seen.rest(), ["b in north"]);
    let report = server.stop().await;
    assert_eq!((report.handled, report.dead_lettered()), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn addresses_come_and_go_while_the_server_runs() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let depots = Addresses::new();
    let server = bench
        .parcels
        .serve("g")
        .on_parcel_event(noting(seen.note()));
    let server = run(server.only(&depots)).await;
    assert!(depots.add(&depot("north")) && !depots.add(&depot("north")));
    depots.add(&depot("south"));
    settle().await;
    send(&bench, "a", "north").await;
    send(&bench, "b", "south").await;
    settle().await;
    assert_eq!(seen.rest(), ["a in north", "b in south"]);

    assert!(depots.remove(&depot("north")));
    settle().await;
    send(&bench, "c", "north").await;
    send(&bench, "d", "south").await;
    settle().await;
    assert_eq!(seen.rest(), ["d in south"]);

    // The group was not forgotten, and neither was what it missed.
    depots.add(&depot("north"));
    settle().await;
    assert_eq!(seen.rest(), ["c in north"]);
    assert_eq!(server.stop().await.handled, 4);
}

#[tokio::test(start_paused = true)]
async fn what_is_being_handled_when_its_address_goes_is_brought_to_its_end() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let note = seen.note();
    let slow = move |_: Context<ParcelEventsAddress>, event: ParcelEvent| {
        let note = note.clone();
        async move {
            tokio::time::sleep(std::time::Duration::from_secs(5)).await;
            Ok::<_, HandlerError>(note.send(parcel_of(&event))?)
        }
    };
    let depots = Addresses::from(depot("north"));
    let server = bench.parcels.serve("g").on_parcel_event(slow);
    let server = run(server.only(&depots)).await;
    bench.sent("a").await;
    settle().await;
    depots.remove(&depot("north"));
    assert_eq!(seen.next().await, "a");
    assert_eq!(server.stop().await.handled, 1);
}

#[tokio::test(start_paused = true)]
async fn an_address_that_comes_back_at_once_is_still_received_from() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let depots = Addresses::from(depot("north"));
    let server = bench
        .parcels
        .serve("g")
        .on_parcel_event(noting(seen.note()));
    let server = run(server.only(&depots)).await;
    depots.remove(&depot("north"));
    settle().await;
    depots.add(&depot("north"));
    settle().await;
    bench.sent("a").await;
    settle().await;
    assert_eq!(seen.rest(), ["a in north"]);
    server.stop().await;
}
