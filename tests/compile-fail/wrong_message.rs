//! An event of another channel is no message of this operation.

use tidings::Uuid;
use tidings_tests::orders::{OrderRefused, Orders, RefusalReason};

async fn mistake(orders: &Orders) {
    let order = Uuid::from_u128(1);
    let reason = RefusalReason::SoldOut;
    let refused = OrderRefused::new(order, reason);
    let _ = orders.request_packing(refused).await;
}

fn main() {
    let _ = mistake;
}
