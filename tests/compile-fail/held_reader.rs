//! What may arrive and a type cannot hold.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, tidings::Message)]
#[message(contract = "api/shop.yaml", name = "PlaceOrder")]
struct PlaceOrder {
    note: String,
    weight: Option<u32>,
}

fn main() {}
