fn main() {
    tidings_build::compile("../../api/lamps.yaml");
}
