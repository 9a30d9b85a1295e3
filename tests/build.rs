//! Generates the clients of `specs/orders` and of an example, as a user's build script does.

fn main() {
    tidings_build::compile("../specs/orders/asyncapi.yaml");
    tidings_build::compile("../examples/code-first/api/library.yaml");
}
