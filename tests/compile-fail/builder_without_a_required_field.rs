//! Two required fields of one type are set by name, and both have to be.

use tidings_tests::orders::RequestHeaders;

fn main() {
    let _ = RequestHeaders::builder().correlation_id("4f0c").build();
}
