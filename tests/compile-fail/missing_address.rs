//! A channel with parameters needs an address.

use tidings_tests::orders::{OrderPackedMessage, Orders};

async fn mistake(orders: &Orders, packed: OrderPackedMessage) {
    let _ = orders.publish_order_event(packed).await;
}

fn main() {
    let _ = mistake;
}
