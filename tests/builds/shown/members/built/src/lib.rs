//! A member with a build script.

/// The client of the lamps.
pub mod lamps {
    tidings::include_contract!("lamps");
}
