//! A member of a workspace, at whose top the contract lies.

/// The client of the lamps.
pub mod lamps {
    tidings::include_contract!("lamps");
}
