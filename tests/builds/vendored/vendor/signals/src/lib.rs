//! A package as a registry hands it out.

/// The client of the signals.
pub mod signals {
    tidings::contract!("api/signals.yaml");
}
