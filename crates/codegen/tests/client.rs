//! A generated client as its user sees it: what it knows of its contract, and what may take its place.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use std::sync::Mutex;

use serde_json::{Value, json};
use tidings::kind::{Command, Event};
use tidings::transport::Receipt;
use tidings::{Action, Message, MessageKind, RequestError, SendError};

mod kitchen {
    include!("generated/sides.rs");
}

use kitchen::{AskStock, AskStockPayload, BellAddress, Kitchen, KitchenApi, Rung, RungPayload};

#[test]
fn the_contract_is_there_at_run_time() {
    let contract = Kitchen::CONTRACT;
    assert_eq!((contract.title, contract.version), ("Kitchen", "1.0.0"));
    assert_eq!(contract.hash.len(), 64);
    let bell = contract.channel("bell").expect("a channel");
    assert_eq!(bell.address, Some("kitchens/{kitchen}/bell"));
    assert_eq!(bell.messages, ["Rung"]);
    assert_eq!(contract.channel("served").expect("a channel").address, None);
    let cook = contract.operation("cook").expect("an operation");
    assert_eq!(cook.action, Action::Receive);
    assert_eq!(cook.channel.name, "dishes");
    let kinds = contract.messages.iter().map(|message| message.kind);
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [
            MessageKind::Command,
            MessageKind::Reply,
            MessageKind::Reply,
            MessageKind::Event,
            MessageKind::Query,
            MessageKind::Reply
        ]
    );
    let cook = contract.message("Cook").expect("a message");
    let payload = contract.schema(cook.payload.expect("a payload"));
    let payload: Value = serde_json::from_str(payload.expect("a schema").json).expect("JSON");
    assert_eq!(
        payload,
        json!({
            "type": "object",
            "properties": {"dish": {"type": "string", "minLength": 1}},
            "required": ["dish"],
        })
    );
}

#[test]
fn the_kind_of_a_message_is_a_bound() {
    fn named<E: Event>() -> &'static str {
        E::NAME
    }
    fn commands<C: Command>() -> MessageKind {
        C::KIND
    }
    assert_eq!(named::<Rung>(), "Rung");
    assert_eq!(commands::<kitchen::Cook>(), MessageKind::Command);
    assert_eq!(Rung::KIND, MessageKind::Event);
}

/// Business code, which knows no transport.
async fn ring_if_there_is_flour(kitchen: &impl KitchenApi, table: i64) -> Result<(), RequestError> {
    let asked = AskStockPayload::new("flour");
    let stock = kitchen.ask_stock(asked.into()).await?;
    if stock.payload.pieces > 0 {
        let bell = BellAddress {
            kitchen: "south".to_owned(),
        };
        kitchen.ring(bell, RungPayload::new(table).into()).await?;
    }
    Ok(())
}

/// Takes the client's place.
#[derive(Default)]
struct Double {
    rung: Mutex<Vec<(String, i64)>>,
}

impl KitchenApi for Double {
    async fn ring(&self, address: BellAddress, message: Rung) -> Result<Receipt, SendError> {
        let rung = (address.kitchen, message.payload.table);
        self.rung.lock().expect("nobody panics").push(rung);
        Ok(Receipt {
            durability: tidings::transport::Durability::Local,
            position: None,
            duplicate: false,
        })
    }

    async fn ask_stock(&self, message: AskStock) -> Result<kitchen::Stock, RequestError> {
        let pieces = i64::from(message.payload.sku == "flour");
        Ok(kitchen::StockPayload::new(pieces).into())
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_double_takes_the_place_of_the_client() {
    let double = Double::default();
    ring_if_there_is_flour(&double, 3).await.expect("it rings");
    let rung = double.rung.lock().expect("nobody panics");
    assert_eq!(*rung, [("south".to_owned(), 3)]);
}
