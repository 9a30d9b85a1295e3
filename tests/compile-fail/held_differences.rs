//! What a type can hold and the contract does not allow, each at its field.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, tidings::Payload)]
#[payload(contract = "api/shop.yaml", schema = "#/components/schemas/Line")]
struct Line {
    #[message(pattern = "^[A-Z]{3}$")]
    sku: String,
    #[message(range(min = 1, max = 100))]
    quantity: u8,
}

#[derive(Serialize, Deserialize, tidings::Message)]
#[message(contract = "api/shop.yaml")]
#[serde(rename_all = "camelCase")]
struct OrderPlaced {
    order_id: tidings::Uuid,
    pieces: Option<u8>,
    #[message(length(min = 1))]
    lines: Vec<Line>,
    colour: bool,
}

fn main() {}
