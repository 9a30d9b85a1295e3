//! A publish that is not awaited sends nothing; the compiler warns, and this file makes the warning an error.

#![deny(unused_must_use)]

use tidings_tests::orders::{OrderLine, Orders, PackOrder};

async fn mistake(orders: &Orders) {
    let lines = vec![OrderLine::new("TEA-0001", 1)];
    orders.request_packing(PackOrder::new(
        "00000000-0000-4000-8000-000000000001",
        lines,
    ));
}

fn main() {
    let _ = mistake;
}
