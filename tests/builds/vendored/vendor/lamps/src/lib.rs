//! A package as `cargo vendor` hands it out.

/// The client of the lamps.
pub mod lamps {
    tidings::include_contract!("lamps");
}
