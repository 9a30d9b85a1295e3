//! Generates the client of the reference message.

fn main() {
    tidings_build::compile("contracts/reading.yaml");
}
