//! Generates the client of `specs/orders`, as a user's build script does.

fn main() {
    tidings_build::compile("../specs/orders/asyncapi.yaml");
}
