//! `tidings generate rust --check`: what is stale, and what differs.

use crate::generate::{MODULES, generate};
use crate::tidings::Folder;

#[test]
fn check_writes_nothing_and_names_what_is_stale() {
    let folder = Folder::new("check");
    let out = folder.path().join("lights");
    let missing = generate("clean.yaml", &out, &["--check", "--format", "json"])
        .expect(1)
        .findings();
    assert_eq!(missing["summary"]["errors"], MODULES.len());
    assert!(!out.exists());

    generate("clean.yaml", &out, &[]).expect(0);
    generate("clean.yaml", &out, &["--check"]).expect(0);
    let types = out.join("types.rs");
    let mut text = std::fs::read_to_string(&types).expect("a file");
    text.push_str("// edited\n");
    std::fs::write(&types, &text).expect("a file");
    let stale = generate("clean.yaml", &out, &["--check", "--format", "concise"]).expect(1);
    assert_eq!(stale.stdout.lines().count(), 1);
    assert!(
        stale.stdout.contains("types.rs: error[stale-output]"),
        "{}",
        stale.stdout
    );
    assert_eq!(std::fs::read_to_string(&types).expect("a file"), text);
}

#[test]
fn check_shows_what_differs_in_every_format() {
    let folder = Folder::new("check-differs");
    let out = folder.path().join("lights.rs");
    generate("clean.yaml", &out, &["-q"]).expect(0);
    let generated = std::fs::read_to_string(&out).expect("a file");
    let (first, rest) = generated.split_once('\n').expect("lines");
    let edited = format!("{first}\n// edited\n{rest}");
    std::fs::write(&out, &edited).expect("a file");
    let check = |options: &[&str]| generate("clean.yaml", &out, &[&["--check"], options].concat());
    let human = check(&["--color", "always"]).expect(1).stdout;
    assert!(human.contains("\u{1b}[31m-// edited\u{1b}[0m\n"), "{human}");
    let findings = check(&["--format", "json"]).expect(1).findings();
    let difference = findings["findings"][0]["difference"].as_str();
    let difference = difference.expect("a difference").to_owned();
    assert!(difference.contains("\n-// edited\n"), "{difference}");
    for format in ["github", "gitlab", "junit", "markdown", "sarif"] {
        let text = check(&["--format", format]).expect(1).stdout;
        assert!(text.contains("-// edited"), "{format}: {text}");
    }
}

#[test]
fn check_counts_the_files_that_are_stale() {
    let folder = Folder::new("count");
    generate("clean.yaml", folder.path(), &["-q"]).expect(0);
    for name in ["types.rs", "mod.rs"] {
        let path = folder.path().join(name);
        let text = std::fs::read_to_string(&path).expect("a file");
        std::fs::write(&path, text + "// edited\n").expect("a file");
    }
    let stale = generate("clean.yaml", folder.path(), &["--check"]).expect(1);
    let told = stale.stdout + &stale.stderr;
    assert!(told.contains("2 errors in 2 files"), "{told}");
}
