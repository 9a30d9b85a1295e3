//! Generates the module `orders` from the contract; a mistake in the contract ends the build with its position.

fn main() {
    tidings_build::compile("../../specs/orders/asyncapi.yaml");
}
