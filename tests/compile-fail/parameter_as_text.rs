//! A parameter with an enumeration takes one of its values, not any text.

use tidings_tests::orders::OrderEventsAddress;

fn main() {
    let _ = OrderEventsAddress {
        region: "eu".to_owned(),
    };
}
