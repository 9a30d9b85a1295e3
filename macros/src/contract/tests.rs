//! The macro beside the other doors, and what it says of mistakes.

use std::path::Path;
use std::process::Command;

use proc_macro2::TokenStream;
use quote::quote;
use tidings_test_folder::Folder;

use super::expand_in;

const SOUND: &str = "asyncapi: 3.0.0\ninfo: {title: Orders, version: 1.0.0}\nchannels: {}\n";

/// What the macro stands for in a package of `files`, with `~` for its folder.
fn expanded(files: &[(&str, &str)], input: TokenStream) -> String {
    let folder = Folder::of("macro", files);
    let root = folder.path();
    let tokens = expand_in(root, input).to_string();
    tokens.replace(&format!("{}/", root.display()), "~")
}

/// The messages of the errors among `tokens`.
fn errors(tokens: &str) -> Vec<&str> {
    let errors = tokens.split("compile_error ! { \"").skip(1);
    errors
        .map(|rest| rest.split("\" }").next().unwrap_or_default())
        .collect()
}

#[track_caller]
fn check(files: &[(&str, &str)], input: TokenStream, expected: &[&str]) {
    let tokens = expanded(files, input);
    assert_eq!(errors(&tokens), expected, "{tokens}");
}

#[test]
fn a_mistake_is_an_error_with_its_place() {
    let broken = SOUND.replace("channels", "chanels");
    let tokens = expanded(&[("api/orders.yaml", &broken)], quote!("api/orders.yaml"));
    let errors = errors(&tokens);
    assert_eq!(errors.len(), 1, "{tokens}");
    assert!(
        errors[0].starts_with("api/orders.yaml:3:1: `chanels` is not a field"),
        "{tokens}"
    );
}

#[test]
fn a_contract_that_is_not_there_is_an_error() {
    check(
        &[],
        quote!("api/orders.yaml"),
        &["there is no `api/orders.yaml`; name the file by its path from the folder of Cargo.toml"],
    );
    check(
        &[("api/orders.yaml", SOUND)],
        quote!("api/order.yml"),
        &["there is no `api/order.yml`; did you mean `api/orders.yaml`?"],
    );
}

#[test]
fn what_the_macro_does_not_take_is_told() {
    let path =
        "name the contract by its path from Cargo.toml: `contract!(\\\"api/orders.yaml\\\")`";
    check(&[], quote!(), &[path]);
    check(&[], quote!(orders), &[path]);
    let other = "the path may be followed by `root = \\\"…\\\"`, the folder that references may not leave, and nothing else; everything else is decided in `[generate]` of `tidings.toml`";
    check(&[], quote!("orders.yaml", name = "orders"), &[other]);
}

#[test]
fn warnings_are_warnings() {
    let schemas =
        "components: {schemas: {Lamp: {type: object, properties: {on: {type: boolean}}}}}\n";
    let files = [
        ("orders.yaml", &*format!("{SOUND}{schemas}")),
        ("tidings.toml", "[[generate.type]]\npath = \"Lmap\"\n"),
    ];
    let tokens = expanded(&files, quote!("orders.yaml"));
    assert_eq!(errors(&tokens), Vec::<&str>::new());
    assert!(tokens.contains("deprecated (note = "), "{tokens}");
    assert!(tokens.contains("did you mean `Lamp`?"), "{tokens}");
}

#[test]
fn every_file_that_takes_part_is_tracked() {
    let channels = "channels: {orders: {$ref: 'parts/channels.yaml#/orders'}}\n";
    let contract = SOUND.replace("channels: {}\n", channels);
    let files = [
        ("api/orders.yaml", &*contract),
        ("api/parts/channels.yaml", "orders: {address: orders}\n"),
        ("tidings.toml", "[generate]\n"),
    ];
    let tokens = expanded(&files, quote!("api/orders.yaml", root = "."));
    for file in ["tidings.toml", "api/orders.yaml", "api/parts/channels.yaml"] {
        let item = format!("include_bytes ! (\"~{file}\")");
        assert!(tokens.contains(&item), "{file}: {tokens}");
    }
}

/// The tokens of Rust without comments.
fn tokens(code: &str) -> String {
    let tokens: TokenStream = code.parse().unwrap();
    tokens.to_string()
}

#[test]
fn all_doors_give_the_same_tokens() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let contract = "../specs/orders/asyncapi.yaml";
    let folder = Folder::new("doors");

    tidings_build::configure()
        .out_dir(folder.path())
        .name("built")
        .compile(contract);
    let built = std::fs::read_to_string(folder.path().join("built.rs")).unwrap();

    let written = folder.path().join("written.rs");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "-p", "tidings-cli", "--"])
        .args(["generate", "rust", contract, "-o"])
        .arg(&written)
        .current_dir(package)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let written = std::fs::read_to_string(written).unwrap();
    assert!(
        written == built,
        "the command line and the build script differ"
    );

    let expanded = expand_in(package, quote!(#contract)).to_string();
    let code = tokens(&built);
    let (generated, rest) = expanded.split_at(code.len().min(expanded.len()));
    assert!(generated == code, "the macro and the build script differ");
    assert!(
        rest.trim_start()
            .starts_with("const _ : & [u8] = :: core :: include_bytes"),
        "{rest}"
    );
}
