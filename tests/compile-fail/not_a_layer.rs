//! What stands around publishing and handling is a layer.

use tidings_tests::orders::Orders;

struct Counter;

fn mistake(orders: &Orders) {
    let _ = orders.serve("packers").layer(Counter);
}

fn main() {
    let _ = mistake;
}
