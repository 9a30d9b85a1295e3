//! The code of every fixture is committed, so that a change of it is read.
//!
//! `TIDINGS_BLESS=1 cargo test --test golden` writes it; nothing here is compiled against it, so that works whatever
//! the code of before says.

mod support;

use tidings_codegen::generate;

#[test]
fn the_code_of_every_fixture_is_what_is_committed() {
    let bless = std::env::var_os("TIDINGS_BLESS").is_some();
    for name in support::fixtures() {
        let generated = generate(&support::contract(&name), &support::options(&name));
        let [(_, code)] = &generated.files[..] else {
            panic!("{name}: {}", support::in_words(&generated.findings));
        };
        let path = support::folder().join(format!("generated/{name}.rs"));
        if bless {
            std::fs::write(&path, code).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == *code,
            "{name}: run the tests with TIDINGS_BLESS=1 and read the difference"
        );
    }
}
