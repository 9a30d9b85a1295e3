//! Receiving by handlers, by streams and in batches. `docs/receiving.md` shows parts of this file.

use std::time::Duration;

use tidings::transport::Message;
use tidings::{Addresses, BatchItem, BatchLimits, Context, HandlerError};
use tokio::sync::mpsc::unbounded_channel;

use crate::raw::publish;
use crate::stock::{AddedPayload, MovementsAddress, OnMoved, OnMovedMessage, TakenPayload};
use crate::{Failure, Warehouse, client, noted, settle, support, warehouse, wire};

fn site(name: &str) -> MovementsAddress {
    MovementsAddress {
        site: name.to_owned(),
    }
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

#[tokio::test(start_paused = true)]
async fn messages_of_disjoint_shapes_come_as_what_they_are() -> Result<(), Failure> {
    let (memory, stock) = client();
    let (warehouse, mut notes) = warehouse();
    let server = tokio::spawn(stock.serve("g").on_moved(warehouse).run());
    stock.moved(site("north"), AddedPayload::new(3)).await?;
    stock.moved(site("south"), TakenPayload::new(1)).await?;
    publish(
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
    publish(&memory, Message::new("stock/north/movements", "nonsense")).await;
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

#[test]
fn the_page_shows_what_is_tried_here() {
    let page = include_str!("../../../../docs/receiving.md");
    support::assert_shown(&[page], include_str!("receiving.rs"));
}
