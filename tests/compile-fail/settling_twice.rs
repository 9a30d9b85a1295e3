//! A delivery is settled by value, so there is nothing left to settle a second time.

use tidings::transport::Delivery;

async fn mistake(delivery: Delivery) {
    let _ = delivery.ack().await;
    let _ = delivery.retry(None).await;
}

fn main() {
    let _ = mistake;
}
