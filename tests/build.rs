//! Generates the clients of `specs/orders` and of an example, and the types of schemas by themselves, as a user's build
//! script does.

fn main() {
    tidings_build::compile("../specs/orders/asyncapi.yaml");
    tidings_build::compile("../examples/code-first/api/library.yaml");
    for schema in ["parcel.schema.json", "payment.avsc", "parcel.proto"] {
        let name = schema.replace('.', "-");
        tidings_build::configure()
            .name(name)
            .compile_schema(format!("schemas/{schema}"));
    }
}
