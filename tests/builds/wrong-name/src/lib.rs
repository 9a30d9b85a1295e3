//! A module of a name that the build script does not generate.

/// The client of the lamps.
pub mod lamps {
    tidings::include_contract!("lamps");
}
