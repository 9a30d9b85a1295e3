//! The macro with a contract that has a mistake in a file it refers to.

/// The client of the lamps.
pub mod lamps {
    tidings::contract!("../../api/lamps.yaml");
}
