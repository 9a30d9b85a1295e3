//! Generates the module `ledger` from the contract; a mistake in the contract ends the build with its position.

fn main() {
    tidings_build::compile("ledger.yaml");
}
