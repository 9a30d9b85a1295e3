//! The module `testing` of generated code, as the tests of an application use it.
//!
//! `docs/testing.md` shows parts of this file.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tidings::memory::{Fault, Outcome};
use tidings::transport::{Durability, Message, PublishErrorKind, Receipt};
use tidings::{Context, HandlerError, RequestError, Retry, SendError};

mod support;

mod stock {
    include!("generated/conversations.rs");
}

use stock::{
    AddedPayload, Answer, CountPayload, Counted, CountedPayload, MovementsAddress, OnMoved,
    OnMovedMessage, OnReserve, OnReserveMessage, OnReserveReply, ReservePayload, ReserveReply,
    ReservedPayload, SoldOutPayload, Stock, StockApi, TakenPayload, messages, testing,
};

/// What the shop keeps, and what it hears of it.
struct Shop {
    stock: Stock,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Shop {
    fn new(stock: &Stock) -> Self {
        Self {
            stock: stock.clone(),
            heard: Arc::default(),
        }
    }
}

impl OnReserve for Shop {
    async fn on_reserve(
        &self,
        _: Context<stock::ReservationsAddress>,
        request: OnReserveMessage,
    ) -> Result<OnReserveReply, HandlerError> {
        match request {
            OnReserveMessage::Reserve(request) if request.payload.sku == "tea" => {
                let taken = TakenPayload::new(1);
                self.stock
                    .moved(MovementsAddress::new("york"), taken)
                    .await?;
                Ok(OnReserveReply::from(ReservedPayload::new(7)))
            }
            _ => Ok(OnReserveReply::from(SoldOutPayload::new("May"))),
        }
    }
}

impl OnMoved for Shop {
    async fn on_moved(
        &self,
        context: Context<MovementsAddress>,
        message: OnMovedMessage,
    ) -> Result<(), HandlerError> {
        let OnMovedMessage::Added(added) = message else {
            return Err(HandlerError::retry_after(
                Duration::from_secs(60),
                "not yet",
            ));
        };
        // A handler that waits costs a test no time.
        tokio::time::sleep(Duration::from_secs(5)).await;
        let line = format!("{} at {}", added.payload.added, context.address().site);
        self.heard.lock().expect("nobody panics").push(line);
        Ok(())
    }
}

/// A reservation whose answer the runtime fills in.
fn reserve(sku: &str) -> ReservePayload {
    ReservePayload::new(sku, Answer::builder().to("").id("").build())
}

#[tokio::test]
async fn a_server_answers_a_peer_and_tells_the_others() -> Result<(), RequestError> {
    let test = testing::stock();
    let shop = Shop::new(test.client());
    test.run(test.client().serve("shop").on_reserve(shop)).await;

    let reply = test.ask_reserve(reserve("tea")).await?;
    assert!(matches!(reply, OnReserveReply::Reserved(_)));

    let york = MovementsAddress::new("york");
    let taken = test.assert_published_to::<messages::Taken>(&york);
    assert_eq!(taken[0].message.payload.taken, 1);
    Ok(())
}

#[tokio::test]
async fn a_message_is_delivered_when_its_handler_is_done() {
    let test = testing::stock();
    let shop = Shop::new(test.client());
    let heard = Arc::clone(&shop.heard);
    let server = test.run(test.client().serve("shop").on_moved(shop)).await;

    let york = MovementsAddress::new("york");
    test.deliver_moved(york, AddedPayload::new(3)).await;
    assert_eq!(*heard.lock().expect("nobody panics"), ["3 at york"]);

    test.assert_nothing_published();
    let settled = test.memory().settlements();
    assert_eq!(settled[0].outcome, Outcome::Acknowledged);
    assert_eq!(server.stop().await.handled, 1);
}

#[tokio::test]
async fn time_moves_when_the_test_says() {
    let test = testing::stock();
    let shop = Shop::new(test.client());
    let server = test.client().serve("shop").on_moved(shop);
    test.run(server.retry(Retry::immediate(3))).await;

    // The shop wants to hear of this again in a minute.
    test.deliver_moved(MovementsAddress::new("york"), TakenPayload::new(1))
        .await;
    assert_eq!(test.memory().settlements().len(), 1);
    test.advance(Duration::from_secs(59)).await;
    assert_eq!(test.memory().settlements().len(), 1);
    test.advance(Duration::from_secs(1)).await;
    assert_eq!(test.memory().settlements().len(), 2);

    test.advance(Duration::from_secs(60)).await;
    let dead = test.memory().dead_letters();
    assert_eq!(dead[0].deliveries, 3);
    assert_eq!(dead[0].reason.to_string(), "attempts-exhausted: not yet");
}

#[tokio::test]
async fn peers_answer_what_the_client_asks() -> Result<(), RequestError> {
    let test = testing::stock();
    test.answer_count(|_, question| async move {
        let pieces = question.payload.sku.len() as i64;
        Ok(Counted::new(CountedPayload::new(pieces)))
    })
    .await;
    let counted = test.client().count(CountPayload::new("tea")).await?;
    assert_eq!(counted.payload.pieces, 3);
    Ok(())
}

#[tokio::test]
async fn nobody_waits_for_an_answer_that_does_not_come() {
    let test = testing::stock();
    let asked = test.client().count(CountPayload::new("tea"));
    let error = asked
        .timeout(Duration::from_secs(3600))
        .await
        .expect_err("nobody is there");
    assert!(matches!(error, RequestError::NoResponder { .. }), "{error}");
}

#[tokio::test]
async fn publishing_fails_where_the_test_says() -> Result<(), SendError> {
    let test = testing::stock();
    let york = || MovementsAddress::new("york");
    // The third publish of the client from now on.
    test.memory()
        .fail_publish_after(2, Fault::Refuse(PublishErrorKind::Rejected));
    for _ in 0..2 {
        test.client().moved(york(), TakenPayload::new(1)).await?;
    }
    let third = test.client().moved(york(), TakenPayload::new(1)).await;
    assert!(
        matches!(third, Err(SendError::Publish(error)) if error.kind() == PublishErrorKind::Rejected)
    );
    test.client().moved(york(), TakenPayload::new(1)).await?;
    assert_eq!(test.published::<messages::Taken>().len(), 3);
    Ok(())
}

#[tokio::test]
async fn what_is_published_may_come_twice_late_or_never() -> Result<(), SendError> {
    let test = testing::stock();
    let shop = Shop::new(test.client());
    let heard = Arc::clone(&shop.heard);
    test.run(test.client().serve("shop").on_moved(shop)).await;
    let heard = || heard.lock().expect("nobody panics").len();
    let faults = [
        Fault::Duplicate,
        Fault::Delay(Duration::from_secs(60)),
        Fault::Lose,
    ];
    for (fault, expected) in faults.into_iter().zip([2, 2, 3]) {
        test.memory().fail_next_publish(fault);
        test.client()
            .moved(MovementsAddress::new("york"), AddedPayload::new(1))
            .await?;
        test.rest().await;
        assert_eq!(heard(), expected, "{fault:?}");
        test.advance(Duration::from_secs(60)).await;
    }
    assert_eq!(heard(), 3);
    Ok(())
}

#[tokio::test]
async fn a_settlement_that_is_lost_brings_the_message_again() {
    let test = testing::stock();
    let shop = Shop::new(test.client());
    let heard = Arc::clone(&shop.heard);
    let server = test.run(test.client().serve("shop").on_moved(shop)).await;
    test.memory().lose_next_settlement();
    test.deliver_moved(MovementsAddress::new("york"), AddedPayload::new(3))
        .await;
    assert_eq!(heard.lock().expect("nobody panics").len(), 2);
    let report = server.stop().await;
    assert_eq!((report.handled, report.not_settled), (1, 1));
}

#[tokio::test]
async fn a_connection_that_is_cut_receives_nothing_and_gives_back_what_it_has() {
    let test = testing::stock();
    let shop = Shop::new(test.client());
    let heard = Arc::clone(&shop.heard);
    test.run(test.client().serve("shop").on_moved(shop)).await;
    let york = MovementsAddress::new("york");
    test.send(&york, OnMovedMessage::from(AddedPayload::new(3)))
        .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    // The handler has it in hand now, and is not done.
    test.memory().cut();
    let sent = test
        .client()
        .moved(MovementsAddress::new("york"), TakenPayload::new(1))
        .await;
    assert!(
        matches!(sent, Err(SendError::Publish(error)) if error.kind() == PublishErrorKind::NotSent)
    );
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(heard.lock().expect("nobody panics").len(), 1);
    test.memory().mend();
    test.rest().await;
    assert_eq!(heard.lock().expect("nobody panics").len(), 2);
}

#[tokio::test]
async fn bytes_that_break_the_contract_go_to_the_dead_letters() {
    let test = testing::stock();
    let shop = Shop::new(test.client());
    test.run(test.client().serve("shop").on_moved(shop)).await;
    let broken = Message::new("stock/york/movements", r#"{"taken":0}"#);
    test.deliver_raw(broken).await;
    let dead = test.memory().dead_letters();
    assert_eq!(
        dead[0].reason.to_string(),
        "invalid-message: (root): fits none of Added, Taken; /taken: 0 is less than 1 (as Taken); \
         (root): the property \"added\" is missing (as Added)"
    );
}

#[tokio::test]
async fn what_a_task_publishes_is_waited_for() {
    let test = testing::stock();
    let stock = test.client().clone();
    tokio::spawn(async move {
        for number in 1..=2 {
            tokio::time::sleep(Duration::from_secs(60)).await;
            let added = AddedPayload::new(number);
            stock.moved(MovementsAddress::new("york"), added).await?;
        }
        Ok::<_, SendError>(())
    });
    for known in 0..2 {
        let added = test.expect_published::<messages::Added>(known).await;
        assert_eq!(added.message.payload.added, known as u64 + 1);
    }
}

#[tokio::test]
async fn a_server_that_is_killed_leaves_its_message_to_the_next() {
    let test = testing::stock();
    let shop = Shop::new(test.client());
    let heard = Arc::clone(&shop.heard);
    let server = test.run(test.client().serve("shop").on_moved(shop)).await;
    let york = MovementsAddress::new("york");
    test.send(&york, OnMovedMessage::from(AddedPayload::new(3)))
        .await;
    server.kill().await;
    assert!(heard.lock().expect("nobody panics").is_empty());
    let shop = Shop {
        stock: test.client().clone(),
        heard,
    };
    let heard = Arc::clone(&shop.heard);
    test.run(test.client().serve("shop").on_moved(shop)).await;
    test.rest().await;
    assert_eq!(heard.lock().expect("nobody panics").len(), 1);
    assert_eq!(
        test.memory().settlements().last().map(|it| it.deliveries),
        Some(2)
    );
}

/// What a test says that fails in `attempt`.
fn complaint<F: Future<Output = ()>>(attempt: impl FnOnce(testing::Harness) -> F) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime");
    let run = || runtime.block_on(async { attempt(testing::stock()).await });
    let panic =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).expect_err("a complaint");
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => (*panic.downcast::<&str>().expect("a text")).to_owned(),
    }
}

#[test]
fn a_failing_assertion_says_what_happened_instead() {
    let york = || MovementsAddress::new("york");
    let leeds = || MovementsAddress::new("leeds");
    let move_some = async |test: &testing::Harness| {
        test.client()
            .moved(york(), TakenPayload::new(2))
            .await
            .expect("it is taken");
    };
    let complaints = [
        complaint(async |test| drop(test.assert_published::<messages::Taken>())),
        complaint(async |test| {
            move_some(&test).await;
            test.assert_published::<messages::Added>();
        }),
        complaint(async |test| {
            move_some(&test).await;
            test.assert_published_to::<messages::Taken>(&leeds());
        }),
        complaint(async |test| {
            move_some(&test).await;
            test.assert_published::<OnReserveReply>();
        }),
        complaint(async |test| {
            move_some(&test).await;
            test.assert_nothing_published();
        }),
        complaint(async |test| drop(test.expect_published::<messages::Taken>(0).await)),
        complaint(async |test| drop(test.deliver_moved(york(), TakenPayload::new(1)).await)),
        complaint(async |test| {
            drop(
                test.send(&york(), messages::Added::new(AddedPayload::new(0)))
                    .await,
            )
        }),
        complaint(async |test| {
            let _stream = test
                .client()
                .subscribe_moved("shop")
                .await
                .expect("a stream");
            test.deliver_moved(york(), TakenPayload::new(1)).await;
        }),
        complaint(async |test| {
            let server = test.client().serve("shop");
            test.run(server).await;
        }),
    ];
    insta::assert_snapshot!(complaints.join("\n\n"));
}

#[test]
fn the_harness_says_where_it_belongs() {
    let panic = std::panic::catch_unwind(|| drop(testing::stock())).expect_err("no runtime");
    assert_eq!(
        panic.downcast_ref::<&str>(),
        Some(
            &"make the harness in a test of tokio on one thread, where time can stand still: `#[tokio::test] async fn …`"
        )
    );
}

/// Everything that the client sends, taken down instead of sent.
#[derive(Default)]
struct Noted(Mutex<Vec<String>>);

impl StockApi for Noted {
    async fn moved(
        &self,
        address: MovementsAddress,
        message: stock::MovedMessage,
    ) -> Result<Receipt, SendError> {
        self.note(format!("{} {message:?}", address.site));
        Ok(Receipt {
            durability: Durability::None,
            position: None,
            duplicate: false,
        })
    }

    async fn reserve(&self, _: stock::ReserveMessage) -> Result<ReserveReply, RequestError> {
        Ok(ReserveReply::from(ReservedPayload::new(1)))
    }

    async fn count(&self, _: stock::Count) -> Result<Counted, RequestError> {
        Ok(Counted::new(CountedPayload::new(12)))
    }
}

impl Noted {
    fn note(&self, line: String) {
        self.0.lock().expect("nobody panics").push(line);
    }
}

/// Takes as many pieces as there are, from whatever client.
async fn clear(
    stock: &impl StockApi,
    site: &str,
    sku: &str,
) -> Result<i64, Box<dyn std::error::Error>> {
    let count = stock
        .count(stock::Count::new(CountPayload::new(sku)))
        .await?;
    let pieces = count.payload.pieces;
    let taken = TakenPayload::new(u64::try_from(pieces)?);
    stock
        .moved(
            MovementsAddress::new(site),
            stock::MovedMessage::from(taken),
        )
        .await?;
    Ok(pieces)
}

#[tokio::test]
async fn a_double_takes_the_place_of_the_client() -> Result<(), Box<dyn std::error::Error>> {
    let noted = Noted::default();
    assert_eq!(clear(&noted, "york", "tea").await?, 12);
    let lines = noted.0.into_inner()?;
    assert_eq!(
        lines,
        ["york Taken(Taken { payload: TakenPayload { taken: 12 } })"]
    );
    Ok(())
}

#[test]
fn the_page_shows_what_is_tried_here() {
    let page = include_str!("../../../docs/testing.md");
    support::assert_shown(&[page], include_str!("testing.rs"));
}
