//! The version of AsyncAPI that a contract is written in does not show in its code.

use std::path::Path;

use tidings_codegen::{Form, Options, generate};
use tidings_source::{DiskFiles, Sources};

/// The code for the contract `file` of the twins.
#[track_caller]
fn code_of(file: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/twins");
    let (sources, mut findings) = Sources::link(&DiskFiles::new(folder), file);
    let lowered = tidings_model::lower(&sources);
    findings.extend(lowered.findings);
    assert_eq!(findings, [], "{file} has no mistake");
    let generated = generate(&lowered.contract, &Options::new(Form::SingleFile));
    let files = generated.files.into_iter();
    files.map(|(path, code)| (path.to_string(), code)).collect()
}

#[test]
fn twins_in_asyncapi_2_and_3_give_the_same_code() {
    let second = code_of("asyncapi-2.yaml");
    assert!(!second.is_empty(), "code is generated from AsyncAPI 2");
    assert!(second == code_of("asyncapi-3.yaml"), "the twins differ");
}
