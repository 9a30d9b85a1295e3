//! A test delivers the messages of the operation, as a peer would.

use tidings_tests::orders::OrderPackedMessage;
use tidings_tests::orders::testing::Harness;

async fn mistake(test: &Harness, packed: OrderPackedMessage) {
    test.deliver_pack_order(packed).await;
}

fn main() {
    let _ = mistake;
}
