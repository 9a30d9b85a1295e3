//! An address is made of its parameters, not of any text.

use tidings_tests::orders::{OrderPackedMessage, Orders};

async fn mistake(orders: &Orders, packed: OrderPackedMessage) {
    let _ = orders.publish_order_event("orders/eu/events", packed).await;
}

fn main() {
    let _ = mistake;
}
