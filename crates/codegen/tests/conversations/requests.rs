//! Requests and their replies. `docs/requests.md` shows parts of this file.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tidings::transport::Message;
use tidings::{Context, HandlerError, REQUEST_CONTEXT, RequestError, Retry};
use tokio::sync::mpsc::unbounded_channel;

use crate::raw::{publish, receive};
use crate::stock::{
    self, Counted, CountedAddress, CountedPayload, OnReserve, OnReserveMessage, OnReserveReply,
    ReservationsAddress, ReservePayload, ReserveReply, ReservedAddress, ReservedPayload,
    SoldOutPayload, Stock,
};
use crate::{Failure, Warehouse, client, line, noted, settle, support, warehouse, wire};

/// A reservation whose answer the runtime fills in.
fn reserve(sku: &str) -> ReservePayload {
    ReservePayload::new(sku)
}

impl OnReserve for Warehouse {
    async fn on_reserve(
        &self,
        _: Context<ReservationsAddress>,
        message: OnReserveMessage,
    ) -> Result<OnReserveReply, HandlerError> {
        let OnReserveMessage::Reserve(request) = message else {
            return Err(HandlerError::reject("nothing is released here"));
        };
        Ok(match request.payload.sku.as_str() {
            "tea" => ReservedPayload::new(7).into(),
            _ => SoldOutPayload::new("monday").into(),
        })
    }
}

#[tokio::test(start_paused = true)]
async fn correlation_and_reply_address_stand_in_the_payload() -> Result<(), Failure> {
    let (memory, stock) = client();
    let (warehouse, _notes) = warehouse();
    let server = tokio::spawn(stock.serve("warehouse").on_reserve(warehouse).run());
    settle().await;
    match stock.reserve(reserve("tea")).await? {
        ReserveReply::Reserved(reply) => assert_eq!(reply.payload.shelf, 7),
        ReserveReply::SoldOut(reply) => panic!("sold out until {}", reply.payload.until),
    }
    let reply = stock.reserve(reserve("rum")).await?;
    assert!(matches!(reply, ReserveReply::SoldOut(_)));
    assert_eq!(
        wire(&memory),
        [
            r#"stock/reservations {"kind":"reserve","sku":"tea","answer":{"to":"replies/ID","id":"ID"}}"#,
            r#"replies/ID {"request":"ID","shelf":7}"#,
            r#"stock/reservations {"kind":"reserve","sku":"rum","answer":{"to":"replies/ID","id":"ID"}}"#,
            r#"replies/ID {"request":"ID","until":"monday"}"#,
        ]
    );
    server.abort();
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_raw_requester_gets_its_reply_where_it_asked_for_it() -> Result<(), Failure> {
    let (memory, stock) = client();
    let (warehouse, _notes) = warehouse();
    let server = tokio::spawn(stock.serve("warehouse").on_reserve(warehouse).run());
    let request = r#"{"kind":"reserve","sku":"tea","answer":{"to":"somewhere/else","id":"7"}}"#;
    publish(&memory, Message::new("stock/reservations", request)).await;
    settle().await;
    let reply = memory.published().pop().ok_or("there is no reply")?;
    let reply = line(reply.message());
    assert_eq!(reply, r#"somewhere/else {"request":"7","shelf":7}"#);
    server.abort();
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn what_stands_in_the_way_of_a_reply_is_told_apart() -> Result<(), Failure> {
    let (memory, stock) = client();
    let asked = || {
        stock
            .reserve(reserve("tea"))
            .timeout(Duration::from_secs(1))
    };
    let error = asked().await.expect_err("nobody is there");
    assert!(matches!(error, RequestError::NoResponder { .. }), "{error}");

    let _silent = receive(&memory, "stock/reservations", "silent").await;
    let error = asked().await.expect_err("nobody replies");
    assert!(matches!(error, RequestError::Timeout { .. }), "{error}");

    let (error, ()) = tokio::join!(asked(), async {
        settle().await;
        let request = memory.published().pop().expect("a request");
        let request: serde_json::Value = serde_json::from_slice(request.body()).expect("JSON");
        let to = request["answer"]["to"].as_str().expect("an address");
        let body = format!(r#"{{"request":{},"shelf":"top"}}"#, request["answer"]["id"]);
        publish(&memory, Message::new(to, body)).await;
    });
    let error = error.expect_err("it breaks the contract");
    assert!(matches!(error, RequestError::Reply(_)), "{error}");
    Ok(())
}

/// What a shop has to know again when its reservation is answered.
#[derive(Debug, Deserialize, Serialize)]
struct Basket {
    customer: String,
}

#[tokio::test(start_paused = true)]
async fn a_reply_is_handled_after_a_restart() -> Result<(), Failure> {
    let (memory, stock) = client();
    let (warehouse, _notes) = warehouse();
    let server = tokio::spawn(stock.serve("warehouse").on_reserve(warehouse).run());
    let basket = Basket {
        customer: "Ada".to_owned(),
    };
    let replies = ReservedAddress::from("shop/reserved");
    stock
        .reserve(reserve("tea"))
        .for_handler(&basket)
        .at(&replies)
        .await?;
    settle().await;
    server.abort();

    let (notes, mut noted_later) = unbounded_channel();
    let restarted = Stock::with(Arc::new(memory.reconnect()));
    let server = restarted
        .serve("shop")
        .only(ReservedAddress::from("shop/reserved"))
        .on_reserve_reply(move |_, basket: Basket, reply| {
            let notes = notes.clone();
            async move {
                let ReserveReply::Reserved(reserved) = reply else {
                    return Err(HandlerError::reject("sold out"));
                };
                let shelf = reserved.payload.shelf;
                notes.send(format!("shelf {shelf} for {}", basket.customer))?;
                Ok(())
            }
        });
    let server = tokio::spawn(server.run());
    settle().await;
    assert_eq!(noted(&mut noted_later), ["shelf 7 for Ada"]);
    let wire = wire(&memory);
    assert!(
        wire[0].ends_with(
            r#"{"to":"shop/reserved","id":"tidings.ID.WyJyZXNlcnZlIix7ImN1c3RvbWVyIjoiQWRhIn1d"}}"#
        ),
        "{}",
        wire[0]
    );
    server.abort();
    Ok(())
}

/// A counter of its own group, which finds so many pieces.
fn counter(stock: &Stock, pieces: i64) -> tokio::task::JoinHandle<()> {
    let stock = stock.clone();
    tokio::spawn(async move {
        let requests = stock.subscribe_count(format!("counter {pieces}")).await;
        let mut requests = requests.expect("a stream");
        while let Some(Ok(request)) = requests.next().await {
            let reply = request.reply(CountedPayload::new(pieces)).await;
            reply.expect("it is sent");
        }
    })
}

#[tokio::test(start_paused = true)]
async fn several_responders_are_asked_at_once() -> Result<(), Failure> {
    let (memory, stock) = client();
    let counters = [counter(&stock, 3), counter(&stock, 4)];
    settle().await;
    let question = stock.count(stock::CountPayload::new("tea"));
    let mut replies = question.gather().quorum(2).await?;
    let mut pieces = 0;
    while let Some(reply) = replies.next().await {
        pieces += reply?.payload.pieces;
    }
    assert_eq!(pieces, 7);
    assert_eq!(
        wire(&memory),
        [
            r#"stock/counts {"sku":"tea"} requestId=ID"#,
            r#"stock/counted {"pieces":3} requestId=ID"#,
            r#"stock/counted {"pieces":4} requestId=ID"#,
        ]
    );
    for counter in counters {
        counter.abort();
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn on_a_fixed_channel_the_context_may_travel_in_a_header() -> Result<(), Failure> {
    let (memory, stock) = client();
    let counter = counter(&stock, 3);
    let (notes, mut noted_later) = unbounded_channel();
    let handler = move |_: Context<CountedAddress>, shelf: u32, counted: Counted| {
        let notes = notes.clone();
        async move { Ok(notes.send((shelf, counted.payload.pieces))?) }
    };
    let server = stock.serve("shop").retry(Retry::never());
    let server = tokio::spawn(server.on_count_reply(handler).run());
    settle().await;
    let question = stock.count(stock::CountPayload::new("tea"));
    question.for_handler(&9u32).in_header().await?;
    settle().await;
    assert_eq!(noted(&mut noted_later), [(9, 3)]);
    let context = format!("requestId=ID {REQUEST_CONTEXT}=WyJjb3VudCIsOV0=");
    assert_eq!(
        wire(&memory),
        [
            format!(r#"stock/counts {{"sku":"tea"}} {context}"#),
            format!(r#"stock/counted {{"pieces":3}} {context}"#),
        ]
    );
    server.abort();
    counter.abort();
    Ok(())
}

#[test]
fn the_page_shows_what_is_tried_here() {
    let page = include_str!("../../../../docs/requests.md");
    support::assert_shown(&[page], include_str!("requests.rs"));
}
