//! A message outlives the bytes it was read from.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, tidings::Message)]
struct OrderPlaced<'a> {
    order_id: &'a str,
}

fn main() {}
