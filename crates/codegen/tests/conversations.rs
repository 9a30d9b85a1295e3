//! Receiving and replying with generated code, held against the bytes and headers that a side without a contract sees.
//!
//! `docs/receiving.md` and `docs/requests.md` show parts of this file.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tidings::memory::Memory;
use tidings::transport::{
    Bindings, ChannelSpec, Message, PublishOptions, SubscribeOptions, Transport,
};
use tidings::{
    Addresses, BatchItem, BatchLimits, Context, HandlerError, REQUEST_CONTEXT, RequestError, Retry,
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

mod support;

mod stock {
    include!("generated/conversations.rs");
}

use stock::{
    AddedPayload, Answer, Counted, CountedAddress, CountedPayload, MovementsAddress, OnMoved,
    OnMovedMessage, OnReserve, OnReserveMessage, OnReserveReply, ReservationsAddress,
    ReservePayload, ReserveReply, ReservedAddress, ReservedPayload, SoldOutPayload, Stock,
    TakenPayload,
};

type Failure = Box<dyn std::error::Error>;

fn client() -> (Memory, Stock) {
    let memory = Memory::new();
    (memory.clone(), Stock::with(Arc::new(memory)))
}

fn site(name: &str) -> MovementsAddress {
    MovementsAddress {
        site: name.to_owned(),
    }
}

/// A reservation whose answer the runtime fills in.
fn reserve(sku: &str) -> ReservePayload {
    ReservePayload::new(sku, Answer::builder().to("").id("").build())
}

/// What a message says, in one line: the body and the headers.
fn line(message: &Message) -> String {
    let headers: Vec<String> = message
        .headers
        .iter()
        .map(|(name, value)| format!(" {name}={}", String::from_utf8_lossy(value)))
        .collect();
    assert_eq!((&message.correlation_id, &message.reply_to), (&None, &None));
    let body = String::from_utf8_lossy(&message.body);
    format!("{} {body}{}", message.address, headers.concat())
}

/// What was published, with every id that was made up replaced by `ID`.
fn wire(memory: &Memory) -> Vec<String> {
    let published = memory.published();
    let lines = published.iter().map(|one| line(one.message()));
    lines.map(|line| without_ids(&line)).collect()
}

/// Replaces UUIDs.
fn without_ids(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let is_digit = |digit: &char| digit.is_ascii_hexdigit() || *digit == '-';
        let digits = rest.chars().take_while(is_digit).count();
        match digits {
            36 => text.push_str("ID"),
            0 => text.push(first),
            _ => text.push_str(&rest[..digits]),
        }
        rest = &rest[digits.max(first.len_utf8())..];
    }
    text
}

/// Publishes bytes that no client would.
async fn raw(memory: &Memory, message: Message) {
    let spec = ChannelSpec {
        name: "raw".to_owned(),
        address: message.address.parse().expect("an address"),
        bindings: Bindings::NONE,
    };
    let publisher = memory.publisher(&spec, PublishOptions::default()).await;
    let publisher = publisher.expect("a publisher");
    publisher.send(message).await.expect("it is sent");
}

/// Lets everything happen that can happen without waiting.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}

/// What handlers noted so far.
fn noted<T>(notes: &mut UnboundedReceiver<T>) -> Vec<T> {
    std::iter::from_fn(|| notes.try_recv().ok()).collect()
}

/// A warehouse that has one shelf for tea and nothing else.
#[derive(Clone)]
struct Warehouse {
    notes: UnboundedSender<String>,
}

impl OnMoved for Warehouse {
    async fn on_moved(
        &self,
        context: Context<MovementsAddress>,
        message: OnMovedMessage,
    ) -> Result<(), HandlerError> {
        let site = &context.address().site;
        self.notes.send(match message {
            OnMovedMessage::Added(message) => format!("{site} +{}", message.payload.added),
            OnMovedMessage::Taken(message) => format!("{site} -{}", message.payload.taken),
        })?;
        Ok(())
    }
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

fn warehouse() -> (Warehouse, UnboundedReceiver<String>) {
    let (notes, noted) = unbounded_channel();
    (Warehouse { notes }, noted)
}

#[tokio::test(start_paused = true)]
async fn messages_of_disjoint_shapes_come_as_what_they_are() -> Result<(), Failure> {
    let (memory, stock) = client();
    let (warehouse, mut notes) = warehouse();
    let server = tokio::spawn(stock.serve("g").on_moved(warehouse).run());
    stock.moved(site("north"), AddedPayload::new(3)).await?;
    stock.moved(site("south"), TakenPayload::new(1)).await?;
    raw(
        &memory,
        Message::new("stock/north/movements", r#"{"lost":1}"#),
    )
    .await;
    settle().await;
    assert_eq!(noted(&mut notes), ["north +3", "south -1"]);
    assert_eq!(memory.dead_letters().len(), 1);
    assert_eq!(
        wire(&memory)[..2],
        [
            r#"stock/north/movements {"added":3}"#,
            r#"stock/south/movements {"taken":1}"#
        ]
    );
    server.abort();
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_settled_by_hand() -> Result<(), Failure> {
    let (memory, stock) = client();
    let (dead, mut notes) = unbounded_channel();
    let mut movements = stock
        .subscribe_moved("audit")
        .dead_letters("stock/dead")
        .on_dead_letter(move |_, reason| dead.send(reason.to_string()).unwrap_or_default())
        .await?;
    raw(&memory, Message::new("stock/north/movements", "nonsense")).await;
    stock.moved(site("north"), AddedPayload::new(3)).await?;

    let received = movements.next().await.ok_or("the stream has ended")??;
    assert_eq!(received.context().address().site, "north");
    received.retry(Duration::from_secs(5)).await?;
    let received = movements.next().await.ok_or("the stream has ended")??;
    assert_eq!(received.context().attempt(), 2);
    received.ack().await?;

    let notes = noted(&mut notes);
    assert_eq!(
        notes,
        [
            "invalid-message: (root): fits none of Added, Taken; (root): is not JSON: expected ident at line 1 column 2"
        ]
    );
    let copy = memory.published().pop().ok_or("nothing was published")?;
    assert_eq!(copy.address(), "stock/dead");
    assert_eq!(copy.body(), "nonsense");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn movements_are_handled_in_batches() -> Result<(), Failure> {
    let (_, stock) = client();
    let (notes, mut noted_later) = unbounded_channel();
    let limits = BatchLimits::new(100, Duration::from_millis(200));
    let server = stock.serve("totals").on_moved_batch(
        limits,
        move |batch: Vec<BatchItem<MovementsAddress, OnMovedMessage>>| {
            let notes = notes.clone();
            async move {
                let mut total = 0;
                for movement in batch {
                    match &movement.message {
                        OnMovedMessage::Added(added) => total += added.payload.added,
                        OnMovedMessage::Taken(_) => {
                            movement.fail(HandlerError::reject("nothing is ever taken"));
                        }
                    }
                }
                notes.send(total)?;
                Ok(())
            }
        },
    );
    let server = tokio::spawn(server.run_until(tokio::time::sleep(Duration::from_secs(1))));
    for pieces in [1, 2, 3] {
        stock
            .moved(site("north"), AddedPayload::new(pieces))
            .await?;
    }
    stock.moved(site("north"), TakenPayload::new(1)).await?;
    let report = server.await??;
    assert_eq!(noted(&mut noted_later), [6]);
    assert_eq!((report.handled, report.refused), (3, 1));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn sites_are_subscribed_while_the_server_runs() -> Result<(), Failure> {
    let (_, stock) = client();
    let (warehouse, mut notes) = warehouse();
    let sites = Addresses::from(site("north"));
    let server = stock.serve("g").on_moved(warehouse).only(&sites);
    let server = tokio::spawn(server.run());
    stock.moved(site("south"), AddedPayload::new(1)).await?;
    stock.moved(site("north"), AddedPayload::new(2)).await?;
    settle().await;
    assert_eq!(noted(&mut notes), ["north +2"]);
    sites.add(&site("south"));
    settle().await;
    assert_eq!(noted(&mut notes), ["south +1"]);
    sites.remove(&site("south"));
    server.abort();
    Ok(())
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
    raw(&memory, Message::new("stock/reservations", request)).await;
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

    let pattern: ChannelSpec = ChannelSpec {
        name: "raw".to_owned(),
        address: "stock/reservations".parse()?,
        bindings: Bindings::NONE,
    };
    let any = pattern.address.clone().into();
    let silent = memory.subscribe(&pattern, &any, SubscribeOptions::new("silent"));
    let _silent = silent.await?;
    let error = asked().await.expect_err("nobody replies");
    assert!(matches!(error, RequestError::Timeout { .. }), "{error}");

    let (error, ()) = tokio::join!(asked(), async {
        settle().await;
        let request = memory.published().pop().expect("a request");
        let request: serde_json::Value = serde_json::from_slice(request.body()).expect("JSON");
        let to = request["answer"]["to"].as_str().expect("an address");
        let body = format!(r#"{{"request":{},"shelf":"top"}}"#, request["answer"]["id"]);
        raw(&memory, Message::new(to, body)).await;
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
fn the_pages_show_what_is_tried_here() {
    let pages = [
        include_str!("../../../docs/receiving.md"),
        include_str!("../../../docs/requests.md"),
    ];
    support::assert_shown(&pages, include_str!("conversations.rs"));
}
