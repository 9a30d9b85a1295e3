//! A contract in the folder above the package, with the decisions of the project that both belong to.

/// The client of the lamps.
pub mod lamps {
    tidings::include_contract!("lamps");
}

/// A light that is on.
pub fn lit() -> lamps::Light {
    lamps::Light::new(true)
}
