//! What reaches a handler, in which order, and what does not.

use std::time::Duration;

use tidings::transport::{Message, ReasonKind};
use tidings::{Context, HandlerError};

use crate::bench::{Bench, Seen, depot, parcel_of, run, sent};
use crate::contract::messages::{ParcelLost, ParcelSent};
use crate::contract::{EventHeaders, Parcel, ParcelEvent, ParcelEventsAddress, PrintLabelMessage};

fn lost(id: &str) -> ParcelLost {
    let payload = crate::contract::ParcelLost::new(Parcel::new(id, 5), "the river");
    ParcelLost::new(EventHeaders::new("t-1"), payload)
}

#[tokio::test(start_paused = true)]
async fn each_message_arrives_as_the_variant_it_is() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |_: Context<_>, event: ParcelEvent| {
        let note = note.clone();
        async move { Ok(note.send(event)?) }
    };
    let server = run(bench.parcels.serve("g").on_parcel_event(handler)).await;
    let lost = lost("b");
    bench.sent("a").await;
    bench
        .parcels
        .publish_parcel_event(depot("north"), lost.clone())
        .await
        .unwrap();
    assert_eq!(seen.next().await, ParcelEvent::ParcelSent(sent("a")));
    assert_eq!(seen.next().await, ParcelEvent::ParcelLost(lost));
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn operations_on_one_channel_share_a_subscription_and_each_gets_its_own_messages() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let (sent_note, lost_note) = (seen.note(), seen.note());
    let on_sent = move |_: Context<ParcelEventsAddress>, event: ParcelSent| {
        let note = sent_note.clone();
        async move { Ok(note.send(format!("sent {}", event.payload.parcel.parcel_id))?) }
    };
    let on_lost = move |_: Context<ParcelEventsAddress>, event: ParcelLost| {
        let note = lost_note.clone();
        async move { Ok(note.send(format!("lost {}", event.payload.parcel.parcel_id))?) }
    };
    let server = bench
        .parcels
        .serve("g")
        .on_parcel_lost(on_lost)
        .on_parcel_sent(on_sent);
    let server = run(server).await;
    bench.sent("a").await;
    let publish = bench
        .parcels
        .publish_parcel_event(depot("north"), lost("b"));
    publish.await.unwrap();
    assert_eq!(seen.next().await, "sent a");
    assert_eq!(seen.next().await, "lost b");
    let report = server.stop().await;
    assert_eq!((report.handled, report.dead_lettered()), (2, 0));
}

#[tokio::test(start_paused = true)]
async fn what_breaks_the_contract_never_reaches_the_handler() {
    let bench = Bench::new();
    let handler = |_: Context<_>, event: ParcelEvent| async move {
        panic!("reached the handler: {event:?}");
    };
    let server = run(bench.parcels.serve("g").on_parcel_event(handler)).await;
    let address = "parcels/north/events";
    let heavy = r#"{"event":"sent","parcel":{"parcelId":"a","grams":30001}}"#;
    let light = r#"{"event":"sent","parcel":{"parcelId":"a","grams":1}}"#;
    let with_trace = |body: &'static str| {
        let mut message = Message::new(address, body);
        message.headers.append("traceId", "t-1");
        message
    };
    let cases = [
        (
            with_trace("{"),
            ReasonKind::Unknown,
            "it is none of ParcelSent, ParcelLost: the property \"event\" tells them apart (\"sent\", \"lost\"), \
             and the body is not JSON: EOF while parsing an object at line 1 column 1",
        ),
        (
            with_trace(r#"{"event":"eaten"}"#),
            ReasonKind::Unknown,
            "it is none of ParcelSent, ParcelLost: the property \"event\" tells them apart (\"sent\", \"lost\"), \
             and is \"eaten\"",
        ),
        (
            with_trace(r#"{"event":"sent"}"#),
            ReasonKind::Invalid,
            r#"ParcelSent: (root): the property "parcel" is missing"#,
        ),
        (
            with_trace(heavy),
            ReasonKind::Invalid,
            "ParcelSent: /parcel/grams: 30001 is greater than 30000",
        ),
        (
            Message::new(address, light),
            ReasonKind::Invalid,
            "ParcelSent: header traceId: is missing",
        ),
    ];
    for (message, kind, reason) in cases {
        bench.raw(message).await;
        crate::bench::settle().await;
        let dead = bench.memory.dead_letters().pop().unwrap();
        assert_eq!((dead.reason.kind, &*dead.reason.message), (kind, reason));
        assert_eq!(dead.deliveries, 1, "trying again is useless");
    }
    let report = server.stop().await;
    assert_eq!((report.unknown, report.invalid, report.handled), (2, 3, 0));
}

#[tokio::test(start_paused = true)]
async fn messages_of_one_key_are_handled_one_after_the_other() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |_: Context<_>, event: ParcelEvent| {
        let note = note.clone();
        async move {
            let id = parcel_of(&event);
            note.send(format!("{id} begins"))?;
            tokio::time::sleep(Duration::from_millis(10)).await;
            note.send(format!("{id} ends"))?;
            Ok::<_, HandlerError>(())
        }
    };
    let server = run(bench.parcels.serve("g").on_parcel_event(handler)).await;
    for (id, key) in [("a1", "a"), ("a2", "a"), ("b1", "b")] {
        let event = sent(id);
        bench
            .parcels
            .publish_parcel_event(depot("north"), event)
            .key(key)
            .await
            .unwrap();
    }
    let mut order = Vec::new();
    for _ in 0..6 {
        order.push(seen.next().await);
    }
    let place = |what: &str| order.iter().position(|it| it == what).unwrap();
    assert!(place("a1 ends") < place("a2 begins"), "{order:?}");
    assert!(place("b1 begins") < place("a1 ends"), "{order:?}");
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn no_more_messages_are_handled_at_a_time_than_allowed() {
    let bench = Bench::new();
    let now = std::sync::Arc::new(tokio::sync::Semaphore::new(2));
    let limit = now.clone();
    let handler = move |_: Context<_>, _: PrintLabelMessage| {
        let limit = limit.clone();
        async move {
            let _place = limit.try_acquire()?;
            tokio::time::sleep(Duration::from_millis(10)).await;
            Ok::<_, HandlerError>(())
        }
    };
    for id in 0..10 {
        let label = Parcel::new(id.to_string(), 1);
        bench.parcels.request_label(label).await.unwrap();
    }
    let server = bench
        .parcels
        .serve("g")
        .on_print_label(handler)
        .concurrency(2);
    let server = run(server.retry(tidings::Retry::never())).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let report = server.stop().await;
    assert_eq!((report.handled, report.dead_lettered()), (10, 0));
}

#[tokio::test(start_paused = true)]
async fn a_slow_handler_keeps_its_message() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |context: Context<_>, _: PrintLabelMessage| {
        let note = note.clone();
        async move {
            tokio::time::sleep(Duration::from_secs(10)).await;
            Ok(note.send(context.attempt())?)
        }
    };
    let server = bench.parcels.serve("g").on_print_label(handler);
    let server = run(server.lease(Duration::from_secs(1))).await;
    bench
        .parcels
        .request_label(Parcel::new("a", 1))
        .await
        .unwrap();
    assert_eq!(seen.next().await, 1);
    let report = server.stop().await;
    assert_eq!((report.handled, report.not_settled), (1, 0));
    assert!(seen.rest().is_empty(), "it was handled twice");
}

#[tokio::test(start_paused = true)]
async fn a_handler_knows_about_its_delivery() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |context: Context<_>, _: PrintLabelMessage| {
        let note = note.clone();
        async move { Ok(note.send(context).map_err(|_| "nobody looks")?) }
    };
    let server = run(bench.parcels.serve("printers").on_print_label(handler)).await;
    let label = Parcel::new("a", 1);
    bench
        .parcels
        .request_label(label)
        .id("label-1")
        .key("a")
        .await
        .unwrap();
    let context = seen.next().await;
    assert_eq!(context.group(), "printers");
    assert_eq!(context.consumer(), "");
    assert_eq!(context.attempt(), 1);
    assert_eq!(context.message_id().unwrap().as_str(), "label-1");
    assert_eq!(context.key(), Some(b"a".as_slice()));
    assert!(context.lease().is_some());
    assert_eq!(context.delivery_id().to_string(), "1");
    assert!(context.headers().is_empty() && context.correlation_id().is_none());
    server.stop().await;
}
