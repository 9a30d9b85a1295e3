//! The macro without its feature.

/// The client of the lamps.
pub mod lamps {
    tidings::contract!("../../api/lamps.yaml");
}
