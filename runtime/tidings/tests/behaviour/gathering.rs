//! One question, several replies.

use std::time::Duration;

use tidings::memory::Fault;
use tidings::transport::{Message, PublishErrorKind};
use tidings::{Context, HandlerError, RequestError};

use crate::bench::{Bench, Running, run, settle};
use crate::contract::{DepotCommandsAddress, Parcel, ParcelTaken, SendParcel, SendParcelReply};

/// A depot of its own group, which replies after as many milliseconds as its shelf has a number.
async fn depot(bench: &Bench, shelf: u32) -> Running {
    let handler = move |_: Context<DepotCommandsAddress>, _: SendParcel| async move {
        tokio::time::sleep(Duration::from_millis(u64::from(shelf))).await;
        Ok::<SendParcelReply, HandlerError>(ParcelTaken::new(shelf).into())
    };
    let group = format!("depot {shelf}");
    run(bench.parcels.serve(group).on_send_parcel(handler)).await
}

fn shelf(reply: SendParcelReply) -> u32 {
    match reply {
        SendParcelReply::ParcelTaken(message) => message.payload.shelf,
        SendParcelReply::ParcelRefused(message) => panic!("{message:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn replies_come_until_the_time_is_up() {
    let bench = Bench::new();
    let mut depots = Vec::new();
    for shelf in [30, 10, 5000] {
        depots.push(depot(&bench, shelf).await);
    }
    let request = bench.parcels.send_parcel(Parcel::new("a", 1));
    let request = request.timeout(Duration::from_secs(1));
    let begin = tokio::time::Instant::now();
    let mut replies = request.gather().await.unwrap();
    let mut shelves = Vec::new();
    while let Some(reply) = replies.next().await {
        shelves.push(shelf(reply.unwrap()));
    }
    assert_eq!(shelves, [10, 30]);
    assert_eq!(begin.elapsed(), Duration::from_secs(1));
    assert_eq!(bench.memory.published().len(), 3, "it was asked once");
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(bench.parcels.client().reply_counts().late, 1);
    for depot in depots {
        depot.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_quorum_is_enough() {
    let bench = Bench::new();
    let mut depots = Vec::new();
    for shelf in [10, 20, 5000] {
        depots.push(depot(&bench, shelf).await);
    }
    let begin = tokio::time::Instant::now();
    let request = bench.parcels.send_parcel(Parcel::new("a", 1));
    let replies = request.gather().quorum(2).await.unwrap().all().await;
    let shelves: Vec<_> = replies.unwrap().into_iter().map(shelf).collect();
    assert_eq!(shelves, [10, 20]);
    assert!(begin.elapsed() < Duration::from_millis(100));
}

#[tokio::test(start_paused = true)]
async fn fewer_replies_than_the_quorum_are_an_error_after_them() {
    let bench = Bench::new();
    let _depot = depot(&bench, 10).await;
    let request = bench.parcels.send_parcel(Parcel::new("a", 1));
    let request = request.timeout(Duration::from_secs(1));
    let mut replies = request.gather().quorum(2).await.unwrap();
    assert_eq!(shelf(replies.next().await.unwrap().unwrap()), 10);
    let error = replies.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "1 of 2 replies came within 1s");
    assert!(replies.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_reply_that_breaks_the_contract_is_an_error_beside_the_others() {
    let bench = Bench::new();
    let _depot = depot(&bench, 10).await;
    let request = bench.parcels.send_parcel(Parcel::new("a", 1));
    let mut replies = request.gather().quorum(1).await.unwrap();
    let asked = bench.memory.published().pop().unwrap();
    let header = |name| asked.headers().text(name).unwrap().to_owned();
    let mut broken = Message::new(header("replyTo"), r#"{"outcome":"taken","shelf":-1}"#);
    broken
        .headers
        .append("correlationId", header("correlationId"));
    bench.raw(broken.clone()).await;
    let error = replies.next().await.unwrap().unwrap_err();
    assert!(matches!(error, RequestError::Reply(_)), "{error}");
    assert_eq!(shelf(replies.next().await.unwrap().unwrap()), 10);
    assert!(replies.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_reply_that_is_delivered_twice_counts_once() {
    let bench = Bench::new();
    let request = bench.parcels.send_parcel(Parcel::new("a", 1));
    let request = request.timeout(Duration::from_secs(1));
    let replies = request.gather().quorum(2).await.unwrap();
    let asked = bench.memory.published().pop().unwrap();
    let header = |name| asked.headers().text(name).unwrap().to_owned();
    // Both addresses are the requester's, so only the message's own id tells that it is the same.
    let mut reply = Message::new(header("replyTo"), r#"{"outcome":"taken","shelf":1}"#);
    reply
        .headers
        .append("correlationId", header("correlationId"));
    reply.id = Some(tidings::transport::MessageId::new("reply-1"));
    bench.raw(reply.clone()).await;
    bench.raw(reply).await;
    let error = replies.all().await.unwrap_err();
    assert!(
        matches!(
            error,
            RequestError::Quorum {
                came: 1,
                wanted: 2,
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn what_stands_in_the_way_of_the_question_is_told_at_once() {
    let bench = Bench::new();
    let fault = Fault::Refuse(PublishErrorKind::NoReceiver);
    bench.memory.fail_next_publish(fault);
    let request = bench.parcels.send_parcel(Parcel::new("a", 1));
    let error = request.gather().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "nobody receives requests at `depots/commands`"
    );
}

#[tokio::test(start_paused = true)]
async fn dropping_the_stream_ends_the_wait() {
    let bench = Bench::new();
    let _depot = depot(&bench, 10).await;
    let request = bench.parcels.send_parcel(Parcel::new("a", 1));
    drop(request.gather().await.unwrap());
    tokio::time::sleep(Duration::from_millis(50)).await;
    settle().await;
    assert_eq!(bench.parcels.client().reply_counts().late, 1);
}
