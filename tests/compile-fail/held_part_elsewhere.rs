//! A part whose type was held against another schema, and one that was held for one direction only.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, tidings::Payload)]
#[payload(contract = "api/shop.yaml", schema = "#/components/schemas/Address")]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    street: Option<String>,
}

#[derive(Serialize, Deserialize, tidings::Message)]
#[message(contract = "api/shop.yaml")]
struct PlaceOrder {
    lines: Vec<Line>,
}

fn main() {}
