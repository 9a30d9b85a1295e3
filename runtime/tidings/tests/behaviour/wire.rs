//! What goes on the wire: what the contract declares, and nothing else.

use std::time::Duration;

use tidings::memory::Fault;
use tidings::transport::{Message, MessageId, PublishErrorKind};
use tidings::{Context, HandlerError, SendError};

use crate::bench::{Bench, Seen, depot, run, sent, settle};
use crate::contract::{EventHeaders, LabelsAddress, Parcel, ParcelSent, PrintLabelMessage};

#[tokio::test]
async fn bytes_and_headers_are_those_of_the_contract() {
    let bench = Bench::new();
    bench
        .parcels
        .publish_parcel_event(depot("north"), sent("a"))
        .key("a")
        .await
        .unwrap();
    let published = bench.memory.published().pop().unwrap();
    let mut expected = Message::new(
        "parcels/north/events",
        r#"{"event":"sent","parcel":{"parcelId":"a","grams":100}}"#,
    );
    expected.headers.append("traceId", "trace");
    expected.content_type = Some("application/json".to_owned());
    expected.key = Some("a".into());
    // The one thing that is added is the message's id, in the transport's own field for it.
    expected.id = published.message().id.clone();
    assert!(expected.id.is_some());
    assert_eq!(*published.message(), expected);
}

#[tokio::test]
async fn every_message_gets_an_id_unless_it_has_one() {
    let bench = Bench::new();
    bench.sent("a").await;
    bench.sent("a").await;
    let given = bench.parcels.request_label(Parcel::new("a", 1)).id("mine");
    given.await.unwrap();
    let ids: Vec<_> = bench
        .memory
        .published()
        .iter()
        .map(|it| it.message().id.clone().unwrap())
        .collect();
    assert_ne!(ids[0], ids[1]);
    assert_eq!(ids[2], MessageId::new("mine"));
}

#[tokio::test]
async fn what_breaks_the_contract_is_not_sent() {
    let bench = Bench::new();
    let heavy = Parcel::new("a", 30_001);
    let error = bench.parcels.request_label(heavy).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the message is not valid: PrintLabel: /grams: 30001 is greater than 30000"
    );
    let untraced = ParcelSent::new(Parcel::new("a", 1)).with_headers(EventHeaders::default());
    let error = bench
        .parcels
        .publish_parcel_event(depot("north"), untraced)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the message is not valid: ParcelSent: header traceId: \"\" is shorter than 1 character"
    );
    assert_eq!(error.kind(), PublishErrorKind::Rejected);
    assert!(bench.memory.published().is_empty());
}

#[tokio::test]
async fn a_parameter_cannot_change_the_address() {
    let bench = Bench::new();
    for name in ["", "north/events/parcels/south"] {
        let error = bench
            .parcels
            .publish_parcel_event(depot(name), sent("a"))
            .await
            .unwrap_err();
        assert!(matches!(error, SendError::Address { .. }), "{error}");
    }
    assert!(bench.memory.published().is_empty());
}

#[tokio::test]
async fn an_error_says_whether_the_message_may_be_sent_again() {
    let bench = Bench::new();
    let label = || {
        bench
            .parcels
            .request_label(Parcel::new("a", 1))
            .id("label-1")
    };
    bench
        .memory
        .fail_next_publish(Fault::Refuse(PublishErrorKind::Backpressure));
    bench.memory.fail_next_publish(Fault::LoseConfirmation);
    assert_eq!(
        label().await.unwrap_err().kind(),
        PublishErrorKind::Backpressure
    );
    assert!(bench.memory.published().is_empty());
    assert_eq!(label().await.unwrap_err().kind(), PublishErrorKind::Unknown);
    let again = label().await.unwrap();
    assert!(again.duplicate, "the first one had arrived");
    assert_eq!(bench.memory.published().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_message_can_be_held_back_and_can_lose_its_worth() {
    let bench = Bench::new();
    let mut seen = Seen::new();
    let label = |id| bench.parcels.request_label(Parcel::new(id, 1));
    let short = Duration::from_secs(1);
    label("worthless").time_to_live(short).await.unwrap();
    label("lasting").time_to_live(short * 60).await.unwrap();
    label("later").deliver_after(short * 10).await.unwrap();
    tokio::time::sleep(short * 2).await;
    let note = seen.note();
    let handler = move |_: Context<LabelsAddress>, label: PrintLabelMessage| {
        let note = note.clone();
        async move {
            note.send(label.payload.parcel_id)?;
            Ok::<_, HandlerError>(())
        }
    };
    let server = run(bench.parcels.serve("g").on_print_label(handler)).await;
    settle().await;
    assert_eq!(seen.rest(), ["lasting"]);
    tokio::time::sleep(short * 10).await;
    assert_eq!(seen.rest(), ["later"]);
    server.stop().await;
}
