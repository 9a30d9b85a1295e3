//! Both sides of one contract, each with the client that is generated for it, on one transport.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tidings::memory::Memory;
use tidings::{Context, HandlerError};
use tidings_codegen::settings::Perspective;
use tidings_codegen::{Form, Options, generate};

mod kitchen {
    include!("generated/sides.rs");
}

mod guest {
    include!("generated/sides--peer.rs");
}

struct Cooks;

impl kitchen::CookHandler for Cooks {
    async fn cook(
        &self,
        _: Context<kitchen::DishesAddress>,
        message: kitchen::Cook,
    ) -> Result<kitchen::CookReply, HandlerError> {
        Ok(match message.payload.dish.as_str() {
            "toast" => kitchen::Burnt::new(kitchen::BurntPayload::new()).into(),
            dish => kitchen::Dish::new(kitchen::DishPayload::new(dish.len() as i64)).into(),
        })
    }
}

#[derive(Clone, Default)]
struct Guest {
    heard: Arc<Mutex<Vec<String>>>,
}

impl guest::Ring for Guest {
    async fn ring(
        &self,
        context: Context<guest::BellAddress>,
        message: guest::Rung,
    ) -> Result<(), HandlerError> {
        let heard = format!("{}: {}", context.address().kitchen, message.payload.table);
        self.heard.lock().expect("nobody panics").push(heard);
        Ok(())
    }
}

impl guest::AskStockHandler for Guest {
    async fn ask_stock(
        &self,
        _: Context<guest::StockAddress>,
        message: guest::AskStock,
    ) -> Result<guest::Stock, HandlerError> {
        let pieces = message.payload.sku.len() as i64;
        // The id is the runtime's: it stands where the contract says, in the payload.
        Ok(guest::Stock::new(guest::StockPayload::new(pieces)))
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn what_one_side_sends_the_other_receives_replies_included() {
    let memory = Arc::new(Memory::new());
    let ours = kitchen::Kitchen::with(memory.clone());
    let theirs = guest::Kitchen::with(memory);
    let guest = Guest::default();
    let cooking = tokio::spawn(ours.serve_all("kitchen", Cooks).run());
    let sitting = tokio::spawn(theirs.serve_all("guests", guest.clone()).run());

    let dish = theirs.cook(guest::CookPayload::new("soup")).await;
    let guest::CookReply::Dish(dish) = dish.expect("a reply") else {
        panic!("soup does not burn");
    };
    assert_eq!(dish.payload.weight, 4);
    let burnt = theirs.cook(guest::CookPayload::new("toast")).await;
    assert!(matches!(burnt, Ok(guest::CookReply::Burnt(_))));

    let bell = kitchen::BellAddress {
        kitchen: "north".to_owned(),
    };
    ours.ring(bell, kitchen::RungPayload::new(7))
        .await
        .expect("it is sent");
    let asked = kitchen::AskStockPayload::new("flour");
    let stock = ours.ask_stock(asked).await;
    assert_eq!(stock.expect("a reply").payload.pieces, 5);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(*guest.heard.lock().expect("nobody panics"), ["north: 7"]);
    cooking.abort();
    sitting.abort();
}

#[test]
fn the_perspective_is_a_setting_and_shows_in_the_first_line() {
    let mut options = Options::new(Form::SingleFile);
    options.settings = toml::from_str("perspective = 'peer'").expect("settings");
    assert_eq!(options.settings.perspective, Perspective::Peer);
    let generated = generate(&support::contract("sides"), &options);
    let (_, code) = &generated.files[0];
    let first = code.lines().next().expect("a line");
    assert!(
        first.ends_with(", seen by its peer. Do not edit."),
        "{first}"
    );
}
