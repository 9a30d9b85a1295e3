//! A member with the macro.

/// The client of the lamps.
pub mod lamps {
    tidings::contract!("../../api/lamps.yaml");
}
