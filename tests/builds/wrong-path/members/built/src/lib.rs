//! A build script with a path that leads nowhere.

/// The client of the lamps.
pub mod lamps {
    tidings::include_contract!("lamps");
}
