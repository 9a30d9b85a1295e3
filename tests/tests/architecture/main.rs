//! What `ARCHITECTURE.md` tells in words: who may depend on whom, what that weighs, and what holds every invariant.

mod dependencies;
mod directions;
mod invariants;
mod rooms;
mod sources;

use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{CargoOpt, Dependency, DependencyKind, Metadata, MetadataCommand, Package};

fn metadata() -> Metadata {
    // Only packages of this platform, so that the test needs nothing which the build has not fetched.
    let platform = format!("--filter-platform={}", host());
    MetadataCommand::new()
        .features(CargoOpt::AllFeatures)
        .other_options([platform])
        .exec()
        .expect("cargo knows the workspace")
}

/// The platform this test runs on, as rustc names it.
fn host() -> String {
    let output = run(Command::new("rustc").arg("-vV"));
    let line = output.lines().find_map(|line| line.strip_prefix("host: "));
    line.expect("rustc names its host").to_owned()
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{command:?}: {output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// The dependencies that users of `package` get.
fn dependencies(package: &Package) -> impl Iterator<Item = &Dependency> {
    let dependencies = package.dependencies.iter();
    dependencies.filter(|dependency| dependency.kind != DependencyKind::Development)
}

fn workspace_root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("a folder above").to_owned()
}
