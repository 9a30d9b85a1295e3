//! A client stands on a transport.

use std::sync::Arc;

use tidings_tests::orders::Orders;

struct Broker;

fn main() {
    let _ = Orders::with(Arc::new(Broker));
}
