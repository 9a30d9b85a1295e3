//! Generates the clients of `specs/orders` and of an example, and the types of schemas by themselves, as a user's build
//! script does.

use std::{env, fs};

fn main() {
    exchanges();
    tidings_build::compile("../specs/orders/asyncapi.yaml");
    tidings_build::compile("../examples/code-first/api/library.yaml");
    for schema in ["parcel.schema.json", "payment.avsc", "parcel.proto"] {
        let name = schema.replace('.', "-");
        tidings_build::configure()
            .name(name)
            .compile_schema(format!("schemas/{schema}"));
    }
}

/// Both sides of every contract in `exchanges/`: its application, and as `…-peer` whom that talks to.
fn exchanges() {
    let out = env::var_os("OUT_DIR").expect("Cargo sets it");
    // The other side is a matter of configuration, which is that of the folder in which a contract lies.
    let peers = std::path::Path::new(&out).join("peers");
    fs::create_dir_all(&peers).expect("a folder");
    let decided = fs::read_to_string("exchanges/tidings.toml").expect("a file");
    let decided = format!("{decided}\n[generate]\nperspective = \"peer\"\n");
    fs::write(peers.join("tidings.toml"), decided).expect("a file");
    println!("cargo::rerun-if-changed=exchanges");
    let entries = fs::read_dir("exchanges").expect("a folder");
    let files = entries.map(|entry| entry.expect("an entry").path());
    for contract in files.filter(|file| file.extension().is_some_and(|is| is == "yaml")) {
        let name = contract.file_stem().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        tidings_build::compile(&contract);
        let copy = peers.join(format!("{name}.yaml"));
        fs::copy(&contract, &copy).expect("a copy");
        let peer = tidings_build::configure().name(format!("{name}-peer"));
        peer.root(&peers).compile(&copy);
    }
}
