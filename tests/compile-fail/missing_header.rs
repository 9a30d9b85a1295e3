//! The contract requires the header `traceId` of this message.

use tidings::{DateTime, Uuid};
use tidings_tests::orders::{OrderEventsAddress, OrderEventsRegion, OrderPlaced, Orders};

async fn mistake(orders: &Orders) {
    let placed = OrderPlaced::new(Uuid::from_u128(1), DateTime::now(), 3);
    let address = OrderEventsAddress {
        region: OrderEventsRegion::Eu,
    };
    let _ = orders.publish_order_event(address, placed).await;
}

fn main() {
    let _ = mistake;
}
