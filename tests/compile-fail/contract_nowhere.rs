//! The macro with a path that leads nowhere.

mod orders {
    tidings::contract!("api/orders.yaml");
}

fn main() {}
