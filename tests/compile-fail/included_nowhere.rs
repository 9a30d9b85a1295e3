//! A module that no build script generates.

mod orders {
    tidings::include_contract!("order");
}

fn main() {}
