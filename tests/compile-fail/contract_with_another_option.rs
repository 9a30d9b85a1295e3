//! What is decided about code is decided in one place, whatever the door.

mod orders {
    tidings::contract!("api/orders.yaml", formats = "annotate");
}

fn main() {}
