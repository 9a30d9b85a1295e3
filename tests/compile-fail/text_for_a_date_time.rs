//! A text becomes a point in time only where it is one, which is found out before.

use tidings::Uuid;
use tidings_tests::orders::OrderPlaced;

fn main() {
    let _ = OrderPlaced::new(Uuid::from_u128(1), "2026-01-02T03:04:05Z".to_owned(), 1);
}
