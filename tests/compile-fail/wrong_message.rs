//! An event of another channel is no message of this operation.

use tidings_tests::orders::{OrderRefused, Orders, RefusalReason};

async fn mistake(orders: &Orders) {
    let refused = OrderRefused::new(
        "00000000-0000-4000-8000-000000000001",
        RefusalReason::SoldOut,
    );
    let _ = orders.request_packing(refused).await;
}

fn main() {
    let _ = mistake;
}
