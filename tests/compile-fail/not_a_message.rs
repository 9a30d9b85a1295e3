//! Only messages are published.

use tidings_tests::orders::Orders;

async fn mistake(orders: &Orders) {
    let _ = orders.request_packing("pack it").await;
}

fn main() {
    let _ = mistake;
}
