//! A part whose type nobody has held against the contract.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Line {
    sku: String,
    quantity: u8,
}

#[derive(Serialize, Deserialize, tidings::Message)]
#[message(contract = "api/shop.yaml")]
struct PlaceOrder {
    lines: Vec<Line>,
}

fn main() {}
