//! The macro is given a document, not a folder.

mod orders {
    tidings::contract!(".");
}

fn main() {}
