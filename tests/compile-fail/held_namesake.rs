//! A type that is called like one of the standard library.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct String(u8);

#[derive(Serialize, Deserialize, tidings::Message)]
#[message(contract = "api/shop.yaml", name = "PlaceOrder")]
struct PlaceOrder {
    note: Option<String>,
    lines: Vec<tidings::Value>,
}

fn main() {}
