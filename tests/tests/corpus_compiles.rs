//! Clients generated from real documents compile without a warning: twenty of them, drawn at random.
//!
//! The documents belong to other people and are not part of this repository; `TIDINGS_CORPUS` says where they are, and
//! `TIDINGS_SEED` draws others.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod corpus_support;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;

use corpus_support::{documents, examine};
use tidings_diag::Severity;

const DRAWN: usize = 20;

#[test]
fn twenty_clients_of_real_documents_compile_without_a_warning() {
    let Some(mut documents) = documents() else {
        return;
    };
    let seed = std::env::var("TIDINGS_SEED").unwrap_or_else(|_| "1".to_owned());
    documents.retain(|document| document.valid);
    documents.sort_by_key(|document| {
        let mut hasher = DefaultHasher::new();
        (&seed, &document.path).hash(&mut hasher);
        hasher.finish()
    });

    let folder = tempfile::tempdir().expect("a temporary folder");
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/tidings");
    let runtime = runtime
        .canonicalize()
        .expect("the runtime is beside the tests");
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\ntidings = {{ path = {:?}, features = [\"cbor\", \"messagepack\", \"residual\"] }}\n",
        runtime.display().to_string()
    );
    std::fs::create_dir(folder.path().join("src")).expect("a folder for the sources");
    std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("the manifest is written");

    let mut library = String::from("#![deny(warnings)]\n//! Clients of real documents.\n");
    let mut drawn = 0;
    for document in &documents {
        let examined = examine(document);
        let broken = |findings: &[tidings_diag::Finding]| {
            findings.iter().any(|one| one.severity == Severity::Error)
        };
        if broken(&examined.findings) || broken(&examined.refusals) {
            continue;
        }
        for (_, text) in &examined.files {
            println!("client_{drawn}: {}", document.path.display());
            std::fs::write(folder.path().join(format!("src/client_{drawn}.rs")), text)
                .expect("the client is written");
            library += &format!("/// A client.\npub mod client_{drawn};\n");
        }
        drawn += 1;
        if drawn == DRAWN {
            break;
        }
    }
    assert_eq!(drawn, DRAWN, "there are enough documents");
    std::fs::write(folder.path().join("src/lib.rs"), library).expect("the library is written");

    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--manifest-path"])
        .arg(folder.path().join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
