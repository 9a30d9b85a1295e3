//! The macro is given a path.

mod orders {
    tidings::contract!(orders);
}

fn main() {}
