//! What a test says to a client and hears of it.

use std::sync::Arc;
use std::time::Duration;

use tidings::memory::Outcome;
use tidings::transport::Message;
use tidings::{RequestError, Retry, SendError};

use crate::Shop;
use crate::stock::{
    AddedPayload, CountPayload, Counted, CountedPayload, MovementsAddress, OnReserveReply,
    ReservePayload, TakenPayload, messages, testing,
};

/// A reservation whose answer the runtime fills in.
fn reserve(sku: &str) -> ReservePayload {
    ReservePayload::new(sku)
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
