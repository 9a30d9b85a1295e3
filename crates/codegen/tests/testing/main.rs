//! The module `testing` of generated code, as the tests of an application use it.
//!
//! `docs/testing.md` shows parts of these files.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tidings::{Context, HandlerError};

mod complaints;
mod doubles;
mod faults;
mod harness;
#[path = "../support/mod.rs"]
mod support;

mod stock {
    include!("../generated/conversations.rs");
}

use stock::{
    MovementsAddress, OnMoved, OnMovedMessage, OnReserve, OnReserveMessage, OnReserveReply,
    ReservedPayload, SoldOutPayload, Stock, TakenPayload,
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

#[test]
fn the_page_shows_what_is_tried_here() {
    let page = include_str!("../../../../docs/testing.md");
    let here = concat!(
        include_str!("doubles.rs"),
        include_str!("faults.rs"),
        include_str!("harness.rs")
    );
    support::assert_shown(&[page], here);
}
