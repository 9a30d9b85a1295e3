//! Another member, which takes the macro.

/// The client of the lamps.
pub mod lamps {
    tidings::contract!("../../api/lamps.yaml");
}
