//! A text becomes an id only where it is one, which is found out before.

use tidings_tests::orders::{OrderRefused, RefusalReason};

fn main() {
    let order = "7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f";
    let _ = OrderRefused::new(order, RefusalReason::SoldOut);
}
