//! A publish that is not awaited sends nothing; the compiler warns, and this file makes the warning an error.

#![deny(unused_must_use)]

use tidings::Uuid;
use tidings_tests::orders::{OrderLine, Orders, PackOrder};

async fn mistake(orders: &Orders) {
    let lines = vec![OrderLine::new("TEA-0001", 1)];
    orders.request_packing(PackOrder::new(Uuid::from_u128(1), lines));
}

fn main() {
    let _ = mistake;
}
