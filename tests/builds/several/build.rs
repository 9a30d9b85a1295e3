fn main() {
    tidings_build::compile("api/v1/lamps.yaml");
    tidings_build::configure()
        .name("lamps-2")
        .compile("api/v2/lamps.yaml");
    tidings_build::compile("api/doors/asyncapi.yaml");
}
