//! One engine behind every door: the command line and the build script give the same bytes, and the macro the module
//! that these are.

use std::path::Path;
use std::process::Command;

use tidings_test_folder::Folder;

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

/// What the command line writes for `subject`, which are the arguments that name it.
fn command_line(subject: &[&str]) -> String {
    let folder = Folder::new("doors");
    let file = folder.path().join("out.rs");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "-p", "tidings-cli", "--"])
        .args(["generate", "rust"])
        .args(subject)
        .arg("-o")
        .arg(&file)
        .output()
        .expect("the command starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    std::fs::read_to_string(&file).expect("a generated file")
}

/// The path of a file as seen from this package.
fn path(below: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.join(below).to_string_lossy().into_owned()
}

#[test]
fn the_command_line_and_the_build_script_write_the_same_bytes() {
    let built = include_str!(concat!(env!("OUT_DIR"), "/orders.rs"));
    let written = command_line(&[&path("../specs/orders/asyncapi.yaml")]);
    assert!(written == built, "the two doors give different bytes");
}

#[test]
fn schemas_by_themselves_are_the_same_bytes_too() {
    for (schema, built) in [
        (
            "parcel.schema.json",
            include_str!(concat!(env!("OUT_DIR"), "/parcel-schema-json.rs")),
        ),
        (
            "payment.avsc",
            include_str!(concat!(env!("OUT_DIR"), "/payment-avsc.rs")),
        ),
        (
            "parcel.proto",
            include_str!(concat!(env!("OUT_DIR"), "/parcel-proto.rs")),
        ),
    ] {
        let written = command_line(&["--schema", &path(&format!("schemas/{schema}"))]);
        assert!(
            written == built,
            "{schema}: the two doors give different bytes"
        );
    }
}

mod parcel {
    tidings::include_contract!("parcel-proto");
}

#[test]
fn types_of_a_schema_are_a_module() {
    let parcel = parcel::Parcel::new().with_to(parcel::Address::new().with_country("NL"));
    let text = String::from_utf8(tidings::json::to_vec(&parcel).unwrap()).unwrap();
    assert_eq!(text, r#"{"to":{"country":"NL"}}"#);
}
