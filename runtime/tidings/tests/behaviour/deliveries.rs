//! Receiving as a stream, settled by hand.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use futures_core::Stream;
use tidings::transport::{Message, ReasonKind};
use tidings::{AnswerError, Deliveries, ServeError, SettleError};

use crate::bench::{Bench, Seen, depot, parcel_of, sent, settle};
use crate::contract::{
    DepotCommandsAddress, Parcel, ParcelEvent, ParcelEventsAddress, ParcelTaken, SendParcel,
    SendParcelReply,
};

type Events = Deliveries<ParcelEventsAddress, ParcelEvent>;

/// The next parcel, with its depot and the number of its delivery.
async fn next(
    events: &mut Events,
) -> (String, tidings::Received<ParcelEventsAddress, ParcelEvent>) {
    let received = events.next().await.unwrap().unwrap();
    let id = parcel_of(&received.message);
    let context = received.context();
    let text = format!("{id} in {} {}", context.address().depot, context.attempt());
    (text, received)
}

/// Whether nothing is there to be received.
async fn is_quiet(events: &mut Events) -> bool {
    let next = tokio::time::timeout(Duration::from_millis(5), events.next()).await;
    next.is_err()
}

#[tokio::test(start_paused = true)]
async fn a_message_is_settled_as_the_application_says() {
    let bench = Bench::new();
    let mut events = bench.parcels.subscribe_parcel_event("g").await.unwrap();
    bench.sent("a").await;
    let (text, received) = next(&mut events).await;
    assert_eq!(text, "a in north 1");
    received.nack().await.unwrap();
    let (text, received) = next(&mut events).await;
    assert_eq!(text, "a in north 2");
    received.retry(Duration::from_secs(5)).await.unwrap();
    assert!(is_quiet(&mut events).await);
    tokio::time::sleep(Duration::from_secs(5)).await;
    let (text, received) = next(&mut events).await;
    assert_eq!(text, "a in north 3");
    received.reject("nobody wants it").await.unwrap();
    bench.sent("b").await;
    let (text, received) = next(&mut events).await;
    assert_eq!(text, "b in north 1");
    received.ack().await.unwrap();
    assert!(is_quiet(&mut events).await);
    let [dead] = &bench.memory.dead_letters()[..] else {
        panic!("one dead letter");
    };
    assert_eq!(dead.reason.to_string(), "refused: nobody wants it");
}

#[tokio::test(start_paused = true)]
async fn dropping_a_message_acknowledges_nothing() {
    let bench = Bench::new();
    let mut events = bench.parcels.subscribe_parcel_event("g").await.unwrap();
    bench.sent("a").await;
    drop(next(&mut events).await);
    let (text, received) = next(&mut events).await;
    assert_eq!(text, "a in north 2");
    drop((received, events));
    let mut events = bench.parcels.subscribe_parcel_event("g").await.unwrap();
    assert_eq!(next(&mut events).await.0, "a in north 3");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_received_goes_to_the_dead_letters_and_the_stream_goes_on() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let note = seen.note();
    let events = bench.parcels.subscribe_parcel_event("g");
    let events = events.dead_letters("dead");
    let events = events.on_dead_letter(move |_, reason| note.send(reason.kind).unwrap());
    let mut events = events.await.unwrap();
    let address = "parcels/north/events";
    bench
        .raw(Message::new(address, r#"{"event":"eaten"}"#))
        .await;
    bench
        .raw(Message::new(address, r#"{"event":"sent"}"#))
        .await;
    bench.sent("a").await;
    let (text, received) = next(&mut events).await;
    assert_eq!(text, "a in north 1");
    received.ack().await.unwrap();
    assert_eq!(seen.rest(), [ReasonKind::Unknown, ReasonKind::Invalid]);
    let published = bench.memory.published();
    let copies: Vec<_> = published
        .iter()
        .filter(|it| it.address() == "dead")
        .map(|it| it.headers().text("x-death-reason").unwrap().to_owned())
        .collect();
    assert_eq!(copies, ["unknown-message", "invalid-message"]);
    assert!(is_quiet(&mut events).await, "they do not come again");
}

#[tokio::test(start_paused = true)]
async fn streams_open_and_close_with_values() {
    let bench = Bench::new();
    let subscribe = || bench.parcels.subscribe_parcel_event("g");
    let mut north = subscribe().only(&depot("north")).await.unwrap();
    let publish = bench
        .parcels
        .publish_parcel_event(depot("south"), sent("a"));
    publish.await.unwrap();
    bench.sent("b").await;
    let (text, received) = next(&mut north).await;
    assert_eq!(text, "b in north 1");
    received.ack().await.unwrap();
    assert!(is_quiet(&mut north).await);
    let mut south = subscribe().only(&depot("south")).await.unwrap();
    assert_eq!(next(&mut south).await.0, "a in south 1");
    let error = subscribe().only(&depot("a/b")).await.unwrap_err();
    assert!(matches!(error, ServeError::Address { .. }), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_look_that_is_given_up_loses_nothing() {
    let bench = Bench::new();
    let mut events = bench.parcels.subscribe_parcel_event("g").await.unwrap();
    assert!(is_quiet(&mut events).await);
    bench.sent("a").await;
    // The stream is the same thing for those who have combinators for streams.
    let polled = poll_fn(|context| Pin::new(&mut events).poll_next(context)).await;
    assert_eq!(polled.unwrap().unwrap().context().attempt(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_lease_is_extended_and_its_end_is_told() {
    let bench = Bench::new();
    let events = bench.parcels.subscribe_parcel_event("g");
    let mut events = events.lease(Duration::from_secs(1)).await.unwrap();
    bench.sent("a").await;
    let (_, received) = next(&mut events).await;
    received.extend(Duration::from_secs(10)).await.unwrap();
    std::thread::sleep(Duration::from_millis(1100));
    received.ack().await.unwrap();
    bench.sent("b").await;
    let (_, late) = next(&mut events).await;
    std::thread::sleep(Duration::from_millis(1100));
    let (text, again) = next(&mut events).await;
    assert_eq!(text, "b in north 2");
    assert_eq!(late.ack().await, Err(SettleError::TooLate));
    again.ack().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_with_its_transport() {
    let bench = Bench::new();
    let mut events = bench.parcels.subscribe_parcel_event("g").await.unwrap();
    bench.parcels.client().close(Duration::ZERO).await;
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn requests_of_a_stream_are_answered() {
    let bench = Bench::new();
    let requests = bench.parcels.subscribe_send_parcel("depot");
    let mut requests: Deliveries<DepotCommandsAddress, SendParcel, SendParcelReply> =
        requests.await.unwrap();
    let parcels = bench.parcels.clone();
    let asking = tokio::spawn(async move { parcels.send_parcel(Parcel::new("a", 7)).await });
    let request = requests.next().await.unwrap().unwrap();
    let grams = request.message.payload.grams;
    request.reply(ParcelTaken::new(grams)).await.unwrap();
    let reply = asking.await.unwrap().unwrap();
    assert!(matches!(reply, SendParcelReply::ParcelTaken(it) if it.payload.shelf == 7));
    let published = bench.memory.published();
    let names: Vec<_> = published[1]
        .headers()
        .iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        ["correlationId"],
        "nothing but what the contract says"
    );
}

#[tokio::test(start_paused = true)]
async fn a_request_whose_reply_does_not_go_out_comes_again() {
    use tidings::memory::Fault;
    use tidings::transport::PublishErrorKind;
    let bench = Bench::new();
    let requests = bench.parcels.subscribe_send_parcel("depot");
    let mut requests = requests.await.unwrap();
    let parcels = bench.parcels.clone();
    let asking = tokio::spawn(async move { parcels.send_parcel(Parcel::new("a", 7)).await });
    let request = requests.next().await.unwrap().unwrap();
    settle().await;
    bench
        .memory
        .fail_next_publish(Fault::Refuse(PublishErrorKind::NotSent));
    let error = request.reply(ParcelTaken::new(1u32)).await.unwrap_err();
    assert!(matches!(error, AnswerError::Reply(_)), "{error}");
    let request = requests.next().await.unwrap().unwrap();
    assert_eq!(request.context().attempt(), 2);
    request.reply(ParcelTaken::new(1u32)).await.unwrap();
    assert!(asking.await.unwrap().is_ok());
}
