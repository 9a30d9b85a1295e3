fn main() {
    tidings_build::compile("api/lamps of today.yaml");
}
