//! The macro with a path that leads nowhere.

/// The client of the lamps.
pub mod lamps {
    tidings::contract!("../../api/lamp.yaml");
}
