//! What goes wrong where a test says.

use std::sync::Arc;
use std::time::Duration;

use tidings::SendError;
use tidings::memory::Fault;
use tidings::transport::PublishErrorKind;

use crate::Shop;
use crate::stock::{
    AddedPayload, MovementsAddress, OnMovedMessage, TakenPayload, messages, testing,
};

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
