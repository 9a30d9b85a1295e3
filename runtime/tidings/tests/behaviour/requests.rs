//! Request and reply, on both sides.

use std::time::Duration;

use tidings::memory::Fault;
use tidings::transport::{Message, PublishErrorKind};
use tidings::{Context, HandlerError, ReplyCounts, RequestError, SendError};

use crate::bench::{Bench, Running, Seen, run, settle};
use crate::contract::messages::{WeighParcel, Weight};
use crate::contract::{
    DepotCommandsAddress, Parcel, ParcelRefused, ParcelTaken, ScalesAddress, SendParcel,
    SendParcelReply,
};

/// A depot that takes what is light and has a shelf for every gram, after a while.
async fn depot(bench: &Bench) -> Running {
    let handler = |_: Context<DepotCommandsAddress>, request: SendParcel| async move {
        tokio::time::sleep(Duration::from_millis(u64::from(request.payload.grams))).await;
        Ok::<SendParcelReply, HandlerError>(match request.payload.grams {
            grams if grams <= 1000 => ParcelTaken::new(grams).into(),
            _ => ParcelRefused::new("too heavy").into(),
        })
    };
    run(bench.parcels.serve("depot").on_send_parcel(handler)).await
}

fn shelf(reply: SendParcelReply) -> Result<u32, String> {
    match reply {
        SendParcelReply::ParcelTaken(message) => Ok(message.payload.shelf),
        SendParcelReply::ParcelRefused(message) => Err(message.payload.reason),
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_gets_its_reply() {
    let bench = Bench::new();
    let server = depot(&bench).await;
    let reply = bench
        .parcels
        .send_parcel(Parcel::new("a", 7))
        .await
        .unwrap();
    assert_eq!(shelf(reply), Ok(7));
    let reply = bench
        .parcels
        .send_parcel(Parcel::new("b", 2000))
        .await
        .unwrap();
    assert_eq!(shelf(reply), Err("too heavy".to_owned()));
    let report = server.stop().await;
    assert_eq!((report.handled, report.replied), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn correlation_and_reply_address_stand_where_the_contract_says() {
    let bench = Bench::new();
    let server = depot(&bench).await;
    bench
        .parcels
        .send_parcel(Parcel::new("a", 7))
        .await
        .unwrap();
    server.stop().await;
    let [request, reply] = &bench.memory.published()[..] else {
        panic!("one request and one reply");
    };
    let header = |it: &tidings::memory::Published, name| it.headers().text(name).map(str::to_owned);
    let id = header(request, "correlationId").unwrap();
    assert_eq!(header(reply, "correlationId"), Some(id));
    assert_eq!(header(request, "replyTo").as_deref(), Some(reply.address()));
    assert_eq!((request.headers().len(), reply.headers().len()), (2, 1));
    for published in [request, reply] {
        assert_eq!(published.message().correlation_id, None);
        assert_eq!(published.message().reply_to, None);
    }
}

#[tokio::test(start_paused = true)]
async fn many_requests_at_once_get_their_own_replies() {
    let bench = Bench::new();
    let server = depot(&bench).await;
    let requests = (1..=100).rev().map(|grams| {
        let parcels = bench.parcels.clone();
        let request = async move { parcels.send_parcel(Parcel::new("x", grams)).await };
        (grams, tokio::spawn(request))
    });
    for (grams, request) in requests.collect::<Vec<_>>() {
        assert_eq!(shelf(request.await.unwrap().unwrap()), Ok(grams));
    }
    assert_eq!(
        bench.parcels.client().reply_counts(),
        ReplyCounts::default()
    );
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_request_without_a_reply_ends_in_time() {
    let bench = Bench::new();
    let patience = Duration::from_secs(2);
    let begin = tokio::time::Instant::now();
    let request = bench
        .parcels
        .send_parcel(Parcel::new("a", 7))
        .timeout(patience);
    let error = request.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "nobody receives requests at `depots/commands`"
    );
    assert_eq!(begin.elapsed(), patience);

    let slow = depot(&bench).await;
    let request = bench
        .parcels
        .send_parcel(Parcel::new("a", 9999))
        .timeout(patience);
    let error = request.await.unwrap_err();
    assert!(matches!(error, RequestError::Timeout { within } if within == patience));
    slow.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_transport_that_knows_of_no_responder_says_so_at_once() {
    let bench = Bench::new();
    let fault = Fault::Refuse(PublishErrorKind::NoReceiver);
    bench.memory.fail_next_publish(fault);
    let request = bench.parcels.send_parcel(Parcel::new("a", 7));
    let error = request.await.unwrap_err();
    assert!(matches!(error, RequestError::NoResponder { address } if address == "depots/commands"));
}

#[tokio::test(start_paused = true)]
async fn a_late_reply_is_counted_and_reaches_nobody() {
    let bench = Bench::new();
    let server = depot(&bench).await;
    let slow = bench.parcels.send_parcel(Parcel::new("slow", 500));
    let slow = slow.timeout(Duration::from_millis(100)).await;
    assert!(matches!(slow, Err(RequestError::Timeout { .. })));
    let reply = bench
        .parcels
        .send_parcel(Parcel::new("quick", 900))
        .await
        .unwrap();
    assert_eq!(
        shelf(reply),
        Ok(900),
        "the late reply was taken for this one"
    );
    let counts = bench.parcels.client().reply_counts();
    assert_eq!((counts.late, counts.duplicate, counts.unknown), (1, 0, 0));
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_second_reply_is_counted_and_reaches_nobody() {
    let bench = Bench::new();
    let server = depot(&bench).await;
    bench
        .parcels
        .send_parcel(Parcel::new("a", 7))
        .await
        .unwrap();
    let mut reply = bench.memory.published().pop().unwrap().message().clone();
    reply.id = None;
    bench.raw(reply.clone()).await;
    reply.headers.set("correlationId", "somebody else's");
    bench.raw(reply).await;
    settle().await;
    let counts = bench.parcels.client().reply_counts();
    assert_eq!((counts.late, counts.duplicate, counts.unknown), (0, 1, 1));
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_reply_that_breaks_the_contract_is_an_error_of_its_own() {
    let bench = Bench::new();
    let parcels = bench.parcels.clone();
    let request = tokio::spawn(async move { parcels.send_parcel(Parcel::new("a", 7)).await });
    settle().await;
    let asked = bench.memory.published().pop().unwrap();
    let reply_to = asked.headers().text("replyTo").unwrap();
    let mut reply = Message::new(reply_to, r#"{"outcome":"taken","shelf":-1}"#);
    let id = asked.headers().text("correlationId").unwrap().to_owned();
    reply.headers.append("correlationId", id);
    bench.raw(reply).await;
    let error = request.await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the reply is not valid: ParcelTaken: /shelf: -1 is less than 0"
    );
}

#[tokio::test(start_paused = true)]
async fn a_request_without_an_address_for_the_reply_is_not_handled() {
    let bench = Bench::new();
    let server = depot(&bench).await;
    let mut request = Message::new("depots/commands", r#"{"parcelId":"a","grams":1}"#);
    request.headers.append("correlationId", "7");
    bench.raw(request).await;
    settle().await;
    let dead = bench.memory.dead_letters().pop().unwrap();
    assert_eq!(
        dead.reason.to_string(),
        "invalid-message: SendParcel: header replyTo: is missing"
    );
    assert_eq!(server.stop().await.handled, 0);
}

#[tokio::test(start_paused = true)]
async fn a_request_whose_reply_fails_is_handled_again() {
    let bench = Bench::new();
    let memory = bench.memory.clone();
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |context: Context<DepotCommandsAddress>, _: SendParcel| {
        let (note, memory) = (note.clone(), memory.clone());
        async move {
            note.send(context.attempt())?;
            if context.attempt() == 1 {
                memory.fail_next_publish(Fault::Refuse(PublishErrorKind::NotSent));
            }
            Ok::<SendParcelReply, HandlerError>(ParcelTaken::new(7u32).into())
        }
    };
    let server = run(bench.parcels.serve("g").on_send_parcel(handler)).await;
    let reply = bench
        .parcels
        .send_parcel(Parcel::new("a", 7))
        .await
        .unwrap();
    assert_eq!(shelf(reply), Ok(7));
    assert_eq!(seen.rest(), [1, 2]);
    assert_eq!(server.stop().await.replied, 1);
}

#[tokio::test(start_paused = true)]
async fn where_the_contract_is_silent_the_transport_carries_the_correlation() {
    let bench = Bench::new();
    let handler = |_: Context<ScalesAddress>, request: WeighParcel| async move {
        let payload = request.payload.len() as u32;
        Ok::<_, HandlerError>(Weight { payload })
    };
    let server = run(bench.parcels.serve("scales").on_weigh(handler)).await;
    for parcel in ["a", "bb", "ccc"] {
        let weight = bench.parcels.weigh(parcel.to_owned()).await.unwrap();
        assert_eq!(weight.payload, parcel.len() as u32);
    }
    let published = bench.memory.published();
    let [request, reply, ..] = &published[..] else {
        panic!("a request and a reply");
    };
    assert!(request.headers().is_empty() && reply.headers().is_empty());
    assert!(request.message().correlation_id.is_some());
    assert_eq!(
        request.message().correlation_id,
        reply.message().correlation_id
    );
    assert_eq!(
        reply.address(),
        "weights",
        "the contract fixes the reply channel"
    );
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn closing_the_client_ends_requests() {
    let bench = Bench::new();
    let parcels = bench.parcels.clone();
    let request = tokio::spawn(async move { parcels.send_parcel(Parcel::new("a", 7)).await });
    settle().await;
    bench.parcels.client().close(Duration::ZERO).await;
    assert!(matches!(request.await.unwrap(), Err(RequestError::Closed)));
    let error = bench
        .parcels
        .send_parcel(Parcel::new("a", 7))
        .await
        .unwrap_err();
    assert!(
        matches!(error, RequestError::Send(SendError::Transport { .. })),
        "{error}"
    );
}
