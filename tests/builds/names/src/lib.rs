//! A contract, and a file that it refers to, in folders with spaces in their names.

/// The client of the lamps.
pub mod lamps {
    tidings::include_contract!("lamps of today");
}

/// A lamp that is on.
pub fn lit() -> lamps::Lamp {
    lamps::Lamp::new(true)
}
