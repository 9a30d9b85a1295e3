//! `tidings.toml`: which file applies, and what it does.

use std::path::Path;

use crate::tidings::{Folder, Run, command, finish};

/// A document with an error and a warning.
const SPEC: &str = "\
asyncapi: 3.0.0
info: { title: Lights, version: 1.0.0, titel: Lamps }
components:
  schemas:
    Lamp: { type: object, propertys: {} }
";

const QUIET: &str = "[lint.rules]\nunknown-field = \"off\"\nschema-keyword-misspelt = \"off\"\n";

fn tidings(current: &Path, arguments: &[&str]) -> Run {
    let mut command = command(arguments);
    command.current_dir(current);
    finish(command)
}

/// A project with a configuration and a document in `api/`.
fn project(name: &str, configuration: &str) -> Folder {
    let folder = Folder::new(&format!("configuration-{name}"));
    folder.write(".git/HEAD", "");
    folder.write("tidings.toml", configuration);
    folder.write("api/lights.yaml", SPEC);
    folder
}

#[test]
fn rules_are_switched_off_and_the_summary_says_so() {
    let folder = project("off", QUIET);
    let run = tidings(folder.path(), &["validate", "api/lights.yaml"]).expect(0);
    assert_eq!(
        run.stdout,
        "1 file is clean (by configuration 2 findings are off)\n"
    );
    let json = ["validate", "api/lights.yaml", "--format", "json"];
    let findings = tidings(folder.path(), &json).expect(0).findings();
    assert_eq!(findings["summary"]["off"], 2);
}

#[test]
fn rules_get_another_severity() {
    let rules = "[lint.rules]\nunknown-field = \"info\"\nschema-keyword-misspelt = \"error\"\n";
    let folder = project("severity", rules);
    let json = ["validate", "api/lights.yaml", "--format", "json"];
    let findings = tidings(folder.path(), &json).expect(1).findings();
    assert_eq!(findings["findings"][0]["severity"], "info");
    assert_eq!(findings["findings"][1]["severity"], "error");
    assert_eq!(findings["summary"]["changed"], 2);
}

#[test]
fn the_command_line_counts_before_the_file_and_the_file_before_the_default() {
    let rules = "[lint]\nfail-on = \"info\"\n[lint.rules]\nunknown-field = \"info\"\n";
    let folder = project("order", rules);
    let path = folder.path();
    tidings(path, &["validate", "api"]).expect(1);
    tidings(path, &["validate", "api", "--fail-on", "error"]).expect(0);
    tidings(path, &["validate", "api", "--isolated"]).expect(1);
}

/// The file of each finding.
fn files(run: &Run) -> Vec<&str> {
    let lines = run.stdout.lines();
    lines
        .map(|line| line.split(':').next().unwrap_or_default())
        .collect()
}

#[test]
fn the_nearest_file_applies_to_each_document() {
    let folder = project("nearest", QUIET);
    folder.write("inner/tidings.toml", "");
    folder.write("inner/lights.yaml", SPEC);
    // What stands above the top of a repository does not apply in it.
    folder.write("other/.git/HEAD", "");
    folder.write("other/lights.yaml", SPEC);
    let run = tidings(folder.path(), &["validate", ".", "--format", "concise"]).expect(1);
    let (inner, other) = ("inner/lights.yaml", "other/lights.yaml");
    assert_eq!(files(&run), [inner, inner, other, other]);
    // Where the user stands does not matter.
    let inside = folder.path().join("api");
    tidings(&inside, &["validate", "../inner/lights.yaml"]).expect(1);
    tidings(&inside, &["validate", "lights.yaml"]).expect(0);
}

#[test]
fn a_file_that_is_named_applies_to_everything() {
    let folder = project("named", "");
    folder.write("quiet.toml", QUIET);
    let validate =
        |options: &[&str]| tidings(folder.path(), &[&["validate", "api"], options].concat());
    validate(&[]).expect(1);
    validate(&["--config", "quiet.toml"]).expect(0);
    validate(&["--config", "quiet.toml", "--isolated"]).expect(2);
    let missing = validate(&["--config", "loud.toml"]).expect(2);
    assert!(missing.stderr.contains("loud.toml"), "{}", missing.stderr);
}

#[test]
fn mistakes_are_bad_usage_with_their_place() {
    let folder = project("mistake", "[lint]\nfial-on = \"info\"\n");
    let run = tidings(&folder.path().join("api"), &["validate", "lights.yaml"]).expect(2);
    assert_eq!(
        run.stderr,
        "error: ../tidings.toml:2:1: unknown key `fial-on`; did you mean `fail-on`?\n"
    );
}

#[test]
fn the_specs_of_the_project_need_no_path() {
    let folder = project("specs", "[[spec]]\npath = \"api/lights.yaml\"\n");
    let concise = ["validate", "--format", "concise"];
    let top = tidings(folder.path(), &concise).expect(1);
    assert_eq!(files(&top), ["api/lights.yaml", "api/lights.yaml"]);
    folder.write("docs/notes.txt", "");
    let below = tidings(&folder.path().join("docs"), &concise).expect(1);
    assert_eq!(files(&below), ["../api/lights.yaml", "../api/lights.yaml"]);

    folder.write("tidings.toml", "[[spec]]\npath = \"api/gone.yaml\"\n");
    let gone = tidings(folder.path(), &concise).expect(2);
    let message =
        "tidings.toml lists `api/gone.yaml` under [[spec]], and there is no such file or folder";
    assert!(gone.stderr.contains(message), "{}", gone.stderr);
    folder.write("tidings.toml", "");
    let nothing = tidings(folder.path(), &concise).expect(2);
    assert!(nothing.stderr.contains("[[spec]]"), "{}", nothing.stderr);
}

#[test]
fn generated_code_checks_formats_as_was_decided() {
    let folder = project("formats", "[generate]\nformats = \"annotate\"\n");
    let spec = "\
asyncapi: 3.0.0
info: { title: Lights, version: 1.0.0 }
components:
  schemas:
    Lamp: { type: object, properties: { at: { type: string, format: date-time } } }
";
    folder.write("api/lights.yaml", spec);
    let generated = |options: &[&str]| {
        let generate = ["generate", "rust", "api/lights.yaml", "-o", "lights.rs"];
        tidings(folder.path(), &[&generate, options].concat()).expect(0);
        std::fs::read_to_string(folder.path().join("lights.rs")).expect("a file")
    };
    assert_ne!(generated(&[]), generated(&["--isolated"]));
}

#[test]
fn addresses_lead_where_the_project_says() {
    let folder = Folder::new("configuration-references");
    folder.write(".git/HEAD", "");
    folder.write(
        "tidings.toml",
        "[references]\nref-map = \"vendor/map.toml\"\n",
    );
    folder.write(
        "vendor/map.toml",
        "\"https://lights.example/lamp.yaml\" = \"lamp.yaml\"\n",
    );
    folder.write("vendor/lamp.yaml", "Lamp: { type: string }\n");
    folder.write(
        "api/lights.yaml",
        "asyncapi: 3.0.0\ninfo: { title: Lights, version: 1.0.0 }\ncomponents: { schemas: { Lamp: { $ref: https://lights.example/lamp.yaml#/Lamp } } }\n",
    );
    let inside = folder.path().join("api");
    tidings(&inside, &["validate", "lights.yaml"]).expect(0);
    tidings(&inside, &["validate", "lights.yaml", "--isolated"]).expect(1);
    folder.write(
        "tidings.toml",
        "[references]\nref-map = \"vendor/gone.toml\"\n",
    );
    let gone = tidings(&inside, &["validate", "lights.yaml"]).expect(2);
    assert!(gone.stderr.contains("gone.toml"), "{}", gone.stderr);
}

/// A document with a schema that accepts nothing and one whose branches overlap.
const SUSPECT: &str = "\
asyncapi: 3.0.0
info: { title: Lights, version: 1.0.0 }
components:
  schemas:
    Nothing: { allOf: [{ type: string }, { type: integer }] }
    Several: { oneOf: [{ type: integer }, { type: number }] }
";

/// Holds that `command` finds the rules `expected` in [`SUSPECT`] under `configuration`.
#[track_caller]
fn check_suspects(name: &str, configuration: &str, command: &str, expected: &[(&str, &str)]) {
    let folder = project(name, configuration);
    folder.write("api/lights.yaml", SUSPECT);
    let arguments = [
        command,
        "api/lights.yaml",
        "--format",
        "json",
        "--fail-on",
        "error",
    ];
    let run = tidings(folder.path(), &arguments);
    let is_error = |(_, severity): &(&str, &str)| *severity == "error";
    let findings = run
        .expect(i32::from(expected.iter().any(is_error)))
        .findings();
    let found = findings["findings"].as_array().expect("an array").iter();
    let found: Vec<(&str, &str)> = found
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().expect("a string");
            (text("rule"), text("severity"))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn groups_are_decided_about_and_rules_count_before_them() {
    let unsatisfiable = ("unsatisfiable", "error");
    let overlap = ("oneof-overlap", "warning");
    check_suspects("suspects", "", "lint", &[unsatisfiable, overlap]);
    check_suspects("suspects-validate", "", "validate", &[]);
    let off = "[lint.groups]\nsuspicious = \"off\"\n";
    check_suspects("suspects-off", off, "lint", &[]);
    let info = "[lint.groups]\nsuspicious = \"info\"\n[lint.rules]\noneof-overlap = \"error\"\n";
    let changed = [("unsatisfiable", "info"), ("oneof-overlap", "error")];
    check_suspects("suspects-changed", info, "lint", &changed);
}

#[test]
fn an_unknown_group_is_an_error_with_its_place() {
    let folder = project("unknown-group", "[lint.groups]\nsuspicous = \"off\"\n");
    let run = tidings(folder.path(), &["lint", "api/lights.yaml"]).expect(2);
    assert!(
        run.stderr
            .contains("tidings.toml:2:1: unknown key `suspicous`; did you mean `suspicious`?"),
        "{}",
        run.stderr
    );
}
