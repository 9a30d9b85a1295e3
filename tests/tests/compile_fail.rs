//! What a user gets wrong is an error of the compiler that says what to do.
//!
//! Mistakes with generated code, handlers and doors stand in `compile-fail/`, those with the derive there too, as
//! `message_…`, and types held against a contract, as `held_…`; what needs a package of its own stands in `builds/`.
//! The wording is the compiler's, so it is compared on the toolchain that wrote it and skipped on any other.

use std::fs;
use std::path::Path;

/// Mistakes that the language itself knows, with the reason why its words are left alone; everything else is told in ours.
const OF_THE_LANGUAGE: &[(&str, &str)] = &[
    (
        "forgotten_await",
        "the lint names the type; what is to be done is its note",
    ),
    ("handler_not_async", "the compiler shows the signature"),
    (
        "handler_not_send",
        "the compiler names the value that is held over the `await`",
    ),
    (
        "handler_of_another_message",
        "the compiler shows both types",
    ),
    (
        "handler_without_its_method",
        "the first line names the method",
    ),
    ("missing_parameter", "the first line names the parameter"),
    ("parameter_as_text", "the compiler shows both types"),
    (
        "settling_twice",
        "ownership is what keeps it from happening",
    ),
    ("unknown_variant", "the first line names the enumeration"),
    ("unmatched_message", "the first line names the message"),
    (
        "wrong_reply",
        "the first line names the reply and what was given",
    ),
];

/// What our words begin with: an imperative, so that the first line says what to do.
const IMPERATIVES: &[&str] = &[
    "a message outlives",
    "call ",
    "connect ",
    "did you mean",
    "generate it again",
    "hold ",
    "implement ",
    "let build.rs ",
    "make ",
    "name ",
    "send ",
    "set ",
    "state ",
    "switch on ",
    "update ",
    "use a ",
    "everything else is decided in",
];

#[test]
fn mistakes_do_not_compile() {
    place_contracts();
    let cases = trybuild::TestCases::new();
    cases.compile_fail("compile-fail/*.rs");
}

#[test]
fn the_first_line_says_what_to_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("compile-fail");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "stderr")
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    let in_our_words = names.len() - OF_THE_LANGUAGE.len();
    assert!(in_our_words >= 20, "{in_our_words} mistakes");
    for (name, _) in OF_THE_LANGUAGE {
        assert!(
            names.iter().any(|known| known == name),
            "no case is called {name}"
        );
    }
    for name in names {
        let text = fs::read_to_string(folder.join(format!("{name}.stderr"))).expect("a text");
        let first = text.lines().next().unwrap_or_default();
        let says = IMPERATIVES
            .iter()
            .any(|imperative| first.contains(imperative));
        let is_of_the_language = OF_THE_LANGUAGE.iter().any(|(known, _)| *known == name);
        assert!(says != is_of_the_language, "{name}: {first}");
    }
}

/// Puts the contracts of the cases where the package lies that they are compiled in.
fn place_contracts() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    let package = target
        .expect("a target folder")
        .join("tests/trybuild")
        .join(env!("CARGO_PKG_NAME"));
    let folder = package.join("api");
    fs::create_dir_all(&folder).expect("a folder");
    for contract in [
        "../macros/tests/api/shop.yaml",
        "compile-fail/api/prices.yaml",
        "compile-fail/api/readings.yaml",
        "compile-fail/api/transfers.yaml",
    ] {
        let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join(contract);
        let name = contract.file_name().expect("a contract is a file");
        fs::copy(&contract, folder.join(name)).expect("the contract");
    }
}
