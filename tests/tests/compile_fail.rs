//! What a user gets wrong is an error of the compiler that says what to do.
//!
//! The wording is the compiler's, so it is compared on the toolchain that wrote it and skipped on any other.

#[test]
fn mistakes_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("compile-fail/*.rs");
}
