//! An address has a value for each parameter.

use tidings_tests::orders::OrderEventsAddress;

fn main() {
    let _ = OrderEventsAddress {};
}
