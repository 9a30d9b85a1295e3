fn main() {
    tidings_build::compile("../../api/lamp.yaml");
}
