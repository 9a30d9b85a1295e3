//! The version of AsyncAPI that a contract is written in does not show in its code.

use std::path::Path;

use tidings_codegen::settings::Perspective;
use tidings_codegen::{Form, Options, generate};
use tidings_diag::Severity;
use tidings_source::{DiskFiles, Sources};

/// The code for the contract `file` in `folder`, which has no mistake.
#[track_caller]
fn code_of(folder: &Path, file: &str, perspective: Perspective) -> String {
    let (sources, mut findings) = Sources::link(&DiskFiles::new(folder), file);
    let lowered = tidings_model::lower(&sources);
    findings.extend(lowered.findings);
    findings.retain(|finding| finding.severity == Severity::Error);
    assert_eq!(findings, [], "{file} has no mistake");
    let mut options = Options::new(Form::SingleFile);
    options.settings.perspective = perspective;
    let generated = generate(&lowered.contract, &options);
    let [(_, code)] = &generated.files[..] else {
        panic!("{file}: {:?}", generated.findings);
    };
    code.clone()
}

/// Compares what is generated for `name-2.yaml` and for its migration `name-3.yaml`, on both sides.
#[track_caller]
fn check(folder: &str, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    for perspective in [Perspective::App, Perspective::Peer] {
        let of = |version| code_of(&folder, &format!("{name}-{version}.yaml"), perspective);
        let (second, third) = (of(2), of(3));
        let differing = second.lines().zip(third.lines()).find(|(a, b)| a != b);
        assert_eq!(differing, None, "{name}, {perspective:?}");
        assert_eq!(second.len(), third.len(), "{name}, {perspective:?}");
    }
}

#[test]
fn twins_in_asyncapi_2_and_3_give_the_same_code() {
    check("../../specs/twins", "asyncapi");
}

#[test]
fn contracts_of_version_2_give_the_client_of_their_migration() {
    for name in ["messages", "servers"] {
        check("tests/versions", name);
    }
}
