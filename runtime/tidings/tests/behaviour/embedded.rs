//! The same client on a queue in a file.

use std::time::Duration;

use tidings::{Addresses, BatchLimits, Context, HandlerError, RequestError};

use crate::bench::{Seen, depot, parcel_of, sent};
use crate::contract::messages::{WeighParcel, Weight};
use crate::contract::{
    DepotCommandsAddress, DepotRepliesAddress, LabelsAddress, Parcel, ParcelEvent,
    ParcelEventsAddress, ParcelTaken, Parcels, PrintLabelMessage, ScalesAddress, SendParcel,
    SendParcelReply,
};

#[tokio::test]
async fn a_url_is_all_that_changes() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("embedded://{}", folder.path().join("parcels.db").display());
    let parcels: Parcels = Parcels::builder().url(&url).connect().await.unwrap();
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |_: Context<ParcelEventsAddress>, event: ParcelEvent| {
        let note = note.clone();
        async move { Ok::<_, HandlerError>(note.send(parcel_of(&event))?) }
    };
    let weigh = |_: Context<ScalesAddress>, request: WeighParcel| async move {
        let payload = request.payload.len() as u32;
        Ok::<_, HandlerError>(Weight { payload })
    };
    let server = parcels
        .serve("depot")
        .on_parcel_event(handler)
        .on_weigh(weigh);
    let server = tokio::spawn(server.run());
    parcels
        .publish_parcel_event(depot("north"), sent("a"))
        .await
        .unwrap();
    assert_eq!(seen.next().await, "a");
    assert_eq!(parcels.weigh("abc".to_owned()).await.unwrap().payload, 3);
    parcels.client().close(Duration::from_secs(5)).await;
    let report = server.await.unwrap().unwrap();
    assert_eq!(
        (report.handled, report.replied, report.unsettled),
        (2, 1, 0)
    );
}

/// A client of a queue in a file.
async fn open(folder: &tempfile::TempDir) -> Parcels {
    let url = format!("embedded://{}", folder.path().join("parcels.db").display());
    Parcels::builder().url(&url).connect().await.unwrap()
}

#[tokio::test]
async fn a_stream_in_a_file_is_settled_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let parcels = open(&folder).await;
    let subscribe = || parcels.subscribe_parcel_event("g").only(&depot("north"));
    let mut events = subscribe().await.unwrap();
    for (name, id) in [("south", "a"), ("north", "b")] {
        let publish = parcels.publish_parcel_event(depot(name), sent(id));
        publish.await.unwrap();
    }
    let received = events.next().await.unwrap().unwrap();
    assert_eq!(parcel_of(&received.message), "b");
    received.nack().await.unwrap();
    let received = events.next().await.unwrap().unwrap();
    assert_eq!(received.context().attempt(), 2);
    drop((received, events));
    let mut events = subscribe().await.unwrap();
    let received = events.next().await.unwrap().unwrap();
    assert_eq!(
        parcel_of(&received.message),
        "b",
        "dropping acknowledges nothing"
    );
    received.ack().await.unwrap();
    parcels.client().close(Duration::from_secs(5)).await;
}

#[tokio::test]
async fn nobody_is_told_from_somebody_slow_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let parcels = open(&folder).await;
    let elsewhere = open(&folder).await;
    let weigh = || {
        let request = parcels.weigh("abc".to_owned());
        request.timeout(Duration::from_millis(50))
    };
    let error = weigh().await.unwrap_err();
    assert!(
        matches!(&error, RequestError::NoResponder { address } if address == "scales"),
        "{error}"
    );
    let slow = |_: Context<ScalesAddress>, _: WeighParcel| std::future::pending();
    let server = elsewhere.serve("depot").on_weigh(slow);
    let server = tokio::spawn(server.shutdown_within(Duration::ZERO).run());
    let mut error = weigh().await.unwrap_err();
    while matches!(error, RequestError::NoResponder { .. }) {
        // The server is not there yet.
        error = weigh().await.unwrap_err();
    }
    assert!(matches!(error, RequestError::Timeout { .. }), "{error}");
    for parcels in [elsewhere, parcels] {
        parcels.client().close(Duration::from_millis(10)).await;
    }
    server.await.unwrap().unwrap();
}

#[tokio::test]
async fn addresses_of_a_file_come_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let parcels = open(&folder).await;
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |_: Context<ParcelEventsAddress>, event: ParcelEvent| {
        let note = note.clone();
        async move { Ok::<_, HandlerError>(note.send(parcel_of(&event))?) }
    };
    let depots = Addresses::from(depot("north"));
    let server = parcels.serve("g").on_parcel_event(handler).only(&depots);
    let server = tokio::spawn(server.run());
    let send = |name, id| parcels.publish_parcel_event(depot(name), sent(id));
    send("south", "a").await.unwrap();
    send("north", "b").await.unwrap();
    assert_eq!(seen.next().await, "b");
    depots.add(&depot("south"));
    assert_eq!(seen.next().await, "a");
    parcels.client().close(Duration::from_secs(5)).await;
    assert_eq!(server.await.unwrap().unwrap().handled, 2);
}

#[tokio::test]
async fn a_batch_of_a_file_is_settled_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let parcels = open(&folder).await;
    for id in ["a", "b", "void"] {
        let label = parcels.request_label(Parcel::new(id, 1));
        label.await.unwrap();
    }
    let mut seen = Seen::new();
    let note = seen.note();
    let limits = BatchLimits::new(3, Duration::from_secs(30));
    let server = parcels
        .serve("g")
        .on_print_label_batch(limits, move |labels| {
            let note = note.clone();
            async move {
                note.send(labels.len())?;
                for label in labels {
                    if label.message.payload.parcel_id == "void" {
                        label.fail(HandlerError::reject("the label is void"));
                    }
                }
                Ok(())
            }
        });
    let server = tokio::spawn(server.run());
    assert_eq!(seen.next().await, 3, "the batch was full before its time");
    parcels.client().close(Duration::from_secs(5)).await;
    let report = server.await.unwrap().unwrap();
    assert_eq!((report.handled, report.refused), (2, 1));
}

#[tokio::test]
async fn a_reply_outlives_the_process_that_asked() {
    let folder = tempfile::tempdir().unwrap();
    let asking = open(&folder).await;
    let request = asking.send_parcel(Parcel::new("a", 7));
    let replies = DepotRepliesAddress("replies/shop".to_owned());
    let request = request.for_handler(&"basket 7".to_owned()).at(&replies);
    request.await.unwrap();
    asking.client().close(Duration::from_secs(5)).await;
    drop(asking);

    let answering = open(&folder).await;
    let handler = |_: Context<DepotCommandsAddress>, request: SendParcel| async move {
        Ok::<SendParcelReply, HandlerError>(ParcelTaken::new(request.payload.grams).into())
    };
    let depot = tokio::spawn(answering.serve("depot").on_send_parcel(handler).run());
    let resumed = open(&folder).await;
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |_: Context<DepotRepliesAddress>, basket: String, reply| {
        let note = note.clone();
        async move {
            let SendParcelReply::ParcelTaken(taken) = reply else {
                return Err("refused".into());
            };
            let shelf = taken.payload.shelf;
            Ok::<_, HandlerError>(note.send(format!("{basket}: shelf {shelf}"))?)
        }
    };
    let shop = resumed.serve("shop").on_send_parcel_reply(handler);
    let shop = tokio::spawn(shop.only(replies).run());
    assert_eq!(seen.next().await, "basket 7: shelf 7");
    for (parcels, server) in [(answering, depot), (resumed, shop)] {
        parcels.client().close(Duration::from_secs(5)).await;
        server.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn copies_of_dead_letters_stand_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let parcels = open(&folder).await;
    let handler = |_: Context<LabelsAddress>, _: PrintLabelMessage| async move {
        Err::<(), _>(HandlerError::reject("the printer is gone"))
    };
    let server = parcels.serve("g").on_print_label(handler);
    let server = tokio::spawn(server.dead_letters("parcels/dead/events").run());
    let label = parcels.request_label(Parcel::new("a", 1));
    label.await.unwrap();
    // Whoever looks after dead letters reads them like anything else; as an event this one is none.
    let mut seen = Seen::new();
    let note = seen.note();
    let dead = parcels.subscribe_parcel_event("undertaker");
    let dead = dead.on_dead_letter(move |incoming, _| {
        let text = |name| incoming.message().headers.text(name).map(str::to_owned);
        let headers = ["x-death-reason", "x-death-error", "x-origin-channel"].map(text);
        note.send(headers).unwrap();
    });
    let mut dead = dead.await.unwrap();
    let waiting = tokio::spawn(async move { dead.next().await.is_none() });
    let headers = seen.next().await.map(Option::unwrap);
    assert_eq!(headers, ["refused", "the printer is gone", "labels"]);
    parcels.client().close(Duration::from_secs(5)).await;
    assert!(waiting.await.unwrap());
    assert_eq!(server.await.unwrap().unwrap().refused, 1);
}
