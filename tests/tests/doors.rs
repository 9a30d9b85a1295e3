//! One engine behind every door: the command line and the build script give the same bytes, and the macro the module
//! that these are.

use std::path::Path;
use std::process::Command;

mod expanded {
    tidings::contract!("../specs/orders/asyncapi.yaml");
}

#[test]
fn the_macro_makes_the_module_of_the_same_contract() {
    assert_eq!(
        expanded::Orders::CONTRACT,
        tidings_tests::orders::Orders::CONTRACT
    );
}

#[test]
fn the_command_line_and_the_build_script_write_the_same_bytes() {
    let built = include_str!(concat!(env!("OUT_DIR"), "/orders.rs"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("orders.rs");
    let specification = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/orders/asyncapi.yaml");
    let output = Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "-p",
            "tidings-cli",
            "--",
            "generate",
            "rust",
        ])
        .arg(&specification)
        .arg("-o")
        .arg(&file)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        std::fs::read_to_string(&file).unwrap() == built,
        "the two doors give different bytes"
    );
}
