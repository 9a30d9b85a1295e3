//! The root: what references may reach.

use std::path::Path;

use crate::tidings::{Folder, Run, command, finish};

const SHARED: &str = "Lamp: { type: string }\n";

fn contract(reference: &str) -> String {
    format!(
        "asyncapi: 3.0.0\ninfo: {{ title: Lights, version: 1.0.0 }}\ncomponents:\n  schemas:\n    Lamp: {{ $ref: \"{reference}\" }}\n"
    )
}

fn validate(current: &Path, arguments: &[&str]) -> Run {
    let mut command = command(&[&["validate", "--format", "concise"], arguments].concat());
    command.current_dir(current);
    finish(command)
}

#[track_caller]
fn check_refused(run: Run) {
    let run = run.expect(1);
    assert!(
        run.stdout.contains("error[ref-escapes-root]"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_repository_is_a_root() {
    for marker in [".git/HEAD", "tidings.toml"] {
        let folder = Folder::new(&format!("repository-{}", &marker[1..4]));
        folder.write(marker, "");
        folder.write("shared/lamp.yaml", SHARED);
        folder.write("api/lights.yaml", &contract("../shared/lamp.yaml#/Lamp"));
        let current = folder.path().join("api");
        validate(&current, &["lights.yaml"]).expect(0);
        check_refused(validate(&current, &["lights.yaml", "--root", "."]));
    }
}

#[test]
fn whoever_may_read_more_is_told_how() {
    let folder = Folder::new("root-help");
    folder.write("lights.yaml", &contract("../lamp.yaml#/Lamp"));
    let run = folder.run(&["validate", "lights.yaml"]).expect(1);
    assert!(
        run.stdout
            .contains("help: name a folder that holds both files with `--root`"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_nearest_marker_counts() {
    let folder = Folder::new("nearest");
    folder.write(".git/HEAD", "");
    folder.write("lamp.yaml", SHARED);
    folder.write("inner/tidings.toml", "");
    folder.write("inner/lights.yaml", &contract("../lamp.yaml#/Lamp"));
    check_refused(validate(folder.path(), &["inner/lights.yaml"]));
    validate(folder.path(), &["inner/lights.yaml", "--root", "."]).expect(0);
}

#[test]
fn without_a_marker_the_current_folder_is_the_root_if_it_holds_the_document() {
    let folder = Folder::new("current");
    folder.write("shared/lamp.yaml", SHARED);
    folder.write("api/lights.yaml", &contract("../shared/lamp.yaml#/Lamp"));
    validate(folder.path(), &["api/lights.yaml"]).expect(0);
    check_refused(validate(&folder.path().join("api"), &["lights.yaml"]));
    check_refused(validate(
        &folder.path().join("shared"),
        &["../api/lights.yaml"],
    ));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_does_not_lead_out() {
    let folder = Folder::new("link");
    folder.write("secret/lamp.yaml", SHARED);
    folder.write("api/lights.yaml", &contract("lamp.yaml#/Lamp"));
    let api = folder.path().join("api");
    std::os::unix::fs::symlink("../secret/lamp.yaml", api.join("lamp.yaml")).expect("a link");
    check_refused(validate(&api, &["lights.yaml"]));
    validate(folder.path(), &["api/lights.yaml"]).expect(0);
}

#[test]
fn findings_in_another_file_name_it_from_where_the_user_stands() {
    let folder = Folder::new("names");
    folder.write("tidings.toml", "");
    folder.write("shared/lamp.yaml", "Lamp: { type: no-such-type }\n");
    folder.write("api/lights.yaml", &contract("../shared/lamp.yaml#/Lamp"));
    let inside = validate(&folder.path().join("api"), &["lights.yaml"]).expect(1);
    assert!(
        inside.stdout.starts_with("../shared/lamp.yaml:1:"),
        "{}",
        inside.stdout
    );
    let outside = validate(folder.path(), &["api/lights.yaml"]).expect(1);
    assert!(
        outside.stdout.starts_with("shared/lamp.yaml:1:"),
        "{}",
        outside.stdout
    );
}
