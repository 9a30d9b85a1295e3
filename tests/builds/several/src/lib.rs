//! Three contracts in one build script, two of which have one name.

/// The client of the lamps.
pub mod lamps {
    tidings::include_contract!("lamps");
}

/// The client of the lamps as they will be.
pub mod lamps_2 {
    tidings::include_contract!("lamps-2");
}

/// The client of the doors.
pub mod doors {
    tidings::include_contract!("doors");
}

/// What all of them know.
pub fn lamps() -> (lamps::Lamp, lamps_2::Lamp, doors::Lamp) {
    (
        lamps::Lamp::new(true),
        lamps_2::Lamp::new(true),
        doors::Lamp::new(true),
    )
}
