//! Replies that are handled by whoever is there when they come, with the context of their requests.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tidings::{Context, HandlerError, REQUEST_CONTEXT, SendError};
use tokio::sync::mpsc::UnboundedSender;

use crate::bench::{Bench, Running, Seen, run, settle};
use crate::contract::messages::{WeighParcel, Weight};
use crate::contract::{
    DepotCommandsAddress, DepotRepliesAddress, Parcel, ParcelTaken, Parcels, ParcelsServer,
    ScalesAddress, SendParcel, SendParcelReply, WeightsAddress,
};

/// What a shop wants to know again when its reply comes.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Basket {
    customer: String,
    step: u32,
}

fn basket() -> Basket {
    Basket {
        customer: "Ada".to_owned(),
        step: 3,
    }
}

fn replies() -> DepotRepliesAddress {
    DepotRepliesAddress("replies/shop".to_owned())
}

async fn depot(bench: &Bench) -> Running {
    let handler = |_: Context<DepotCommandsAddress>, request: SendParcel| async move {
        Ok::<SendParcelReply, HandlerError>(ParcelTaken::new(request.payload.grams).into())
    };
    run(bench.parcels.serve("depot").on_send_parcel(handler)).await
}

async fn scales(bench: &Bench) -> Running {
    let handler = |_: Context<ScalesAddress>, request: WeighParcel| async move {
        let payload = request.payload.len() as u32;
        Ok::<_, HandlerError>(Weight { payload })
    };
    run(bench.parcels.serve("scales").on_weigh(handler)).await
}

/// A shop that notes the replies to its requests.
fn shop(parcels: &Parcels, note: UnboundedSender<String>) -> ParcelsServer {
    parcels
        .serve("shop")
        .on_send_parcel_reply(
            move |context: Context<DepotRepliesAddress>, basket: Basket, reply| {
                let note = note.clone();
                async move {
                    let SendParcelReply::ParcelTaken(taken) = reply else {
                        return Err("refused".into());
                    };
                    let (customer, step) = (basket.customer, basket.step);
                    let address = &context.address().0;
                    let shelf = taken.payload.shelf;
                    note.send(format!("{customer} {step}: shelf {shelf} at {address}"))?;
                    Ok::<_, HandlerError>(())
                }
            },
        )
        .only(replies())
}

#[tokio::test(start_paused = true)]
async fn a_reply_reaches_another_instance_with_the_context_of_its_request() {
    let bench = Bench::new();
    let depot = depot(&bench).await;
    let request = bench.parcels.send_parcel(Parcel::new("a", 7));
    let request = request.for_handler(&basket()).at(&replies());
    request.await.unwrap();
    settle().await;
    // Nobody was there when the reply came; another instance is now.
    let mut seen = Seen::new();
    let other = Parcels::with(Arc::new(bench.memory.reconnect()));
    let shop = run(shop(&other, seen.note())).await;
    assert_eq!(seen.next().await, "Ada 3: shelf 7 at replies/shop");
    assert_eq!(shop.stop().await.handled, 1);
    assert_eq!(depot.stop().await.replied, 1);
}

#[tokio::test(start_paused = true)]
async fn the_context_travels_in_the_correlation_id_and_nothing_is_added() {
    let bench = Bench::new();
    let depot = depot(&bench).await;
    let request = bench.parcels.send_parcel(Parcel::new("a", 7));
    let request = request.for_handler(&basket()).at(&replies());
    request.await.unwrap();
    settle().await;
    depot.stop().await;
    let [request, reply] = &bench.memory.published()[..] else {
        panic!("a request and a reply");
    };
    let names = |it: &tidings::memory::Published| {
        let names = it.headers().iter().map(|(name, _)| name.to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(request), ["correlationId", "replyTo"]);
    assert_eq!(names(reply), ["correlationId"]);
    assert_eq!(request.body(), r#"{"parcelId":"a","grams":7}"#);
    assert_eq!(request.headers().text("replyTo"), Some("replies/shop"));
    let id = request.headers().text("correlationId").unwrap();
    assert_eq!(reply.headers().text("correlationId"), Some(id));
    let (unique, context) = id
        .strip_prefix("tidings.")
        .unwrap()
        .split_once('.')
        .unwrap();
    assert_eq!(unique.len(), 36);
    assert_eq!(
        context,
        // ["sendParcel",{"customer":"Ada","step":3}]
        "WyJzZW5kUGFyY2VsIix7ImN1c3RvbWVyIjoiQWRhIiwic3RlcCI6M31d"
    );
}

#[tokio::test(start_paused = true)]
async fn the_context_travels_in_a_header_where_the_request_says_so() {
    let bench = Bench::new();
    let depot = depot(&bench).await;
    let mut seen = Seen::new();
    let shop = run(shop(&bench.parcels, seen.note())).await;
    let request = bench.parcels.send_parcel(Parcel::new("a", 9));
    let request = request.for_handler(&basket()).at(&replies());
    request.in_header().await.unwrap();
    assert_eq!(seen.next().await, "Ada 3: shelf 9 at replies/shop");
    for published in bench.memory.published() {
        let id = published.headers().text("correlationId").unwrap();
        assert_eq!(id.len(), 36, "the correlation id stays short");
        assert_eq!(
            published.headers().text(REQUEST_CONTEXT),
            Some("WyJzZW5kUGFyY2VsIix7ImN1c3RvbWVyIjoiQWRhIiwic3RlcCI6M31d")
        );
    }
    shop.stop().await;
    depot.stop().await;
}

#[tokio::test(start_paused = true)]
async fn on_a_fixed_channel_replies_of_others_are_left_to_them() {
    let bench = Bench::new();
    let scales = scales(&bench).await;
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |_: Context<WeightsAddress>, parcel: u32, weight: Weight| {
        let note = note.clone();
        async move { Ok::<_, HandlerError>(note.send((parcel, weight.payload))?) }
    };
    let shop = run(bench.parcels.serve("shop").on_weigh_reply(handler)).await;
    // This one is awaited, and its reply comes to the same address.
    let weight = bench.parcels.weigh("four".to_owned()).await.unwrap();
    assert_eq!(weight.payload, 4);
    let request = bench.parcels.weigh("seventy".to_owned());
    request.for_handler(&70u32).await.unwrap();
    assert_eq!(seen.next().await, (70, 7));
    settle().await;
    let report = shop.stop().await;
    assert_eq!((report.handled, report.passed_over), (1, 1));
    assert_eq!(report.dead_lettered(), 0);
    scales.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_the_handler_cannot_read_goes_to_the_dead_letters() {
    let bench = Bench::new();
    let scales = scales(&bench).await;
    let handler = |_: Context<WeightsAddress>, context: u32, _: Weight| async move {
        Err::<(), _>(HandlerError::reject(format!("reached with {context}")))
    };
    let shop = run(bench.parcels.serve("shop").on_weigh_reply(handler)).await;
    let request = bench.parcels.weigh("a".to_owned());
    request.for_handler(&"no number").await.unwrap();
    settle().await;
    let mut reply = bench.memory.published().pop().unwrap().message().clone();
    reply.id = None;
    reply.headers.set(REQUEST_CONTEXT, "broken");
    bench.raw(reply).await;
    settle().await;
    let reasons: Vec<_> = bench
        .memory
        .dead_letters()
        .iter()
        .map(|dead| dead.reason.message.clone())
        .collect();
    assert_eq!(
        reasons,
        [
            "the context of the request to `weigh` is none that this handler knows: invalid type: string \"no number\", \
             expected u32",
            "the context of the request came back broken"
        ]
    );
    assert_eq!(shop.stop().await.invalid, 2);
    scales.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_fails_gets_the_reply_and_its_context_again() {
    let bench = Bench::new();
    let scales = scales(&bench).await;
    let mut seen = Seen::new();
    let note = seen.note();
    let handler = move |context: Context<WeightsAddress>, parcel: u32, _: Weight| {
        let note = note.clone();
        async move {
            note.send((context.attempt(), parcel))?;
            match context.attempt() {
                1 => Err("the database is down".into()),
                _ => Ok::<_, HandlerError>(()),
            }
        }
    };
    let shop = run(bench.parcels.serve("shop").on_weigh_reply(handler)).await;
    let request = bench.parcels.weigh("a".to_owned());
    request.for_handler(&70u32).await.unwrap();
    settle().await;
    assert_eq!(seen.rest(), [(1, 70), (2, 70)]);
    shop.stop().await;
    scales.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_request_says_where_its_reply_is_handled() {
    let bench = Bench::new();
    let request = bench.parcels.send_parcel(Parcel::new("a", 7));
    let error = request.for_handler(&basket()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the channel `depotCommands` cannot be used this way: the contract fixes no address for its reply; say with \
         `at` where its handler receives"
    );
    let request = bench.parcels.send_parcel(Parcel::new("a", 7));
    let request = request.for_handler(&basket()).at(&WeightsAddress);
    let error = request.await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the channel `weights` is not that of the replies to `sendParcel`"),
        "{error}"
    );
    let nameless = std::collections::HashMap::from([((1, 2), 3)]);
    let request = bench.parcels.weigh("a".to_owned());
    let error = request.for_handler(&nameless).await.unwrap_err();
    assert!(matches!(error, SendError::Context { .. }), "{error}");
    assert!(bench.memory.published().is_empty());
}
