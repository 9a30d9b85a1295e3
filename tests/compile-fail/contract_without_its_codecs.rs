//! A contract whose messages need features of the runtime that are off.

mod readings {
    tidings::contract!("api/readings.yaml");
}

fn main() {
    let _ = readings::Reading::new(12.5);
}
