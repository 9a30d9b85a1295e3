//! Attributes that `#[message(…)]` does not know, or not like this; all of them are told at once.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, tidings::Message)]
#[message(
    nmae = "OrderPlaced",
    kind = "evnet",
    name = "",
    name = "Placed",
    content_type = "application/xml"
)]
#[message(correlation_id = "header.id")]
struct OrderPlaced {
    order_id: String,
}

fn main() {}
