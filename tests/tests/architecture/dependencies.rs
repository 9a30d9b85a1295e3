//! What dependencies ask of a user: a version of Rust, time to compile, and how the program behaves.

use std::collections::BTreeSet;
use std::process::Command;

use crate::rooms::{PROJECT, SIBLINGS, WAY_OF_A_DOCUMENT};
use crate::{dependencies, metadata, run, workspace_root};

#[test]
fn the_rust_version_is_true() {
    let metadata = metadata();
    let members = metadata.workspace_packages();
    let ours = members
        .iter()
        .filter_map(|package| package.rust_version.as_ref())
        .min()
        .expect("members state a rust-version");
    for package in &members {
        assert_eq!(
            package.rust_version.as_ref(),
            Some(ours),
            "{}",
            package.name
        );
    }
    for package in &metadata.packages {
        let needs = package.rust_version.as_ref();
        assert!(
            needs.is_none_or(|needs| needs <= ours),
            "{} {} needs Rust {needs:?}, the workspace promises {ours}",
            package.name,
            package.version
        );
    }
}

#[test]
fn features_that_change_the_users_program_are_off() {
    let metadata = metadata();
    let resolve = metadata.resolve.expect("cargo resolves the workspace");
    for node in resolve.nodes {
        let is_serde_json = node.id.repr.contains("#serde_json@");
        let features: Vec<&str> = node
            .features
            .iter()
            .map(|feature| feature.as_str())
            .collect();
        assert!(
            !is_serde_json || !features.contains(&"arbitrary_precision"),
            "arbitrary_precision changes how every number of a user's program is read"
        );
    }
}

#[test]
fn the_runtime_is_light() {
    const MOST: usize = 60;
    let manifest = workspace_root().join("Cargo.toml");
    let tree = run(Command::new(env!("CARGO"))
        .args(["tree", "--package", "tidings", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}", "--manifest-path"])
        .arg(manifest));
    let packages: BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    println!("tidings with default features: {} packages", packages.len());
    assert!(
        packages.len() <= MOST,
        "{} packages: {packages:#?}",
        packages.len()
    );
}

#[test]
fn the_derive_is_light() {
    let metadata = metadata();
    let compiler = [WAY_OF_A_DOCUMENT, SIBLINGS, &[PROJECT]].concat();
    let macros = metadata
        .workspace_packages()
        .into_iter()
        .find(|package| package.name == "tidings-macros")
        .expect("the macros are a package");
    for dependency in dependencies(macros) {
        assert!(
            dependency.optional || !compiler.contains(&dependency.name.as_str()),
            "`#[derive(Message)]` alone must not compile {}",
            dependency.name
        );
    }
}
