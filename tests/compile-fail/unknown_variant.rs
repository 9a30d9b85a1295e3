//! A parameter has the values that the contract lists.

use tidings_tests::orders::OrderEventsRegion;

fn main() {
    let _ = OrderEventsRegion::Asia;
}
