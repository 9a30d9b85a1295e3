//! A message that the contract does not have.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, tidings::Message)]
#[message(contract = "api/shop.yaml", name = "OrderPlcaed")]
struct Placed {}

fn main() {}
